import type { AuditEntry } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import type { Trx } from '../tokens/token-deps.ts';

const ANSWER = 'The token was deleted.';

/**
 * With a token go its grants, and whoever waits for it is told. Part of the delete's transaction;
 * hands back the audit rows, which are written last.
 */
export async function endGrantsOf(
  trx: Trx,
  token: { readonly id: string; readonly name: string },
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<AuditEntry[]> {
  await trx.deleteFrom('grants').where('token_id', '=', token.id).execute();
  const refused = await trx
    .updateTable('access_requests')
    .set({
      status: 'refused',
      decided_by_id: actor.id,
      decided_by_name: actor.name,
      decided_at: now.toISOString(),
      answer: ANSWER,
    })
    .where('token_id', '=', token.id)
    .where('status', '=', 'open')
    .returning(['id', 'member_id'])
    .execute();
  return refused.map(({ id, member_id }) => ({
    action: 'request.refused',
    actor,
    token,
    detail: { request: id, member: { id: member_id }, because: 'token_deleted' },
    at: now,
  }));
}
