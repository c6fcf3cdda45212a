import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { endGrantsOf } from '../grants/end-grants.ts';
import { lockGrants } from '../grants/grant-row.ts';
import { Refusal } from '../refusal.ts';
import { checkIfMatch } from './entity-tag.ts';
import { findLiveToken } from './find-token.ts';
import type { TokenDeps } from './token-deps.ts';

export interface DeleteRequest {
  readonly actor: Actor;
  readonly id: string;
  readonly ifMatch: string | null;
}

/**
 * Deletes a token: its values, older ones included, and their digests are gone when this returns, so that no replica
 * finds it again; name, dates and notes stay as a tombstone. Its grants end with it.
 * @throws Refusal as the route table lists them
 */
export async function deleteToken(deps: TokenDeps, request: DeleteRequest): Promise<void> {
  const { actor, id } = request;
  const now = deps.now();
  await deps.store.transaction(async (trx) => {
    await checkConfirmed(trx, actor, now);
    await lockGrants(deps.store, trx, id);
    const row = await findLiveToken(trx, id);
    checkIfMatch(request.ifMatch, row.version);
    for (const table of ['token_values', 'outgoing_values', 'previous_values'] as const) {
      await trx.deleteFrom(table).where('token_id', '=', id).execute();
    }
    const done = await trx
      .updateTable('tokens')
      .set({
        deleted_at: now.toISOString(),
        updated_at: now.toISOString(),
        version: row.version + 1,
      })
      .where('id', '=', id)
      .where('version', '=', row.version)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) !== 1) throw new Refusal('stale_version');
    const token = { id, name: row.name };
    for (const refused of await endGrantsOf(trx, token, { actor, now })) {
      await writeAudit(trx, refused);
    }
    await writeAudit(trx, {
      action: 'token.deleted',
      actor,
      token,
      detail: { kind: row.kind },
      at: now,
    });
  });
  deps.onDeleted?.(id);
  await deps.store.wipeRemains();
}
