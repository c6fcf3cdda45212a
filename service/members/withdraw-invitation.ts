import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';

/**
 * Makes an invitation that nobody has used worthless.
 * @throws Refusal `not_found`, `already_decided`
 */
export async function withdrawInvitation(
  deps: TokenDeps,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<void> {
  const now = deps.now();
  await deps.store.transaction(async (trx) => {
    const row = await trx
      .updateTable('invitations')
      .set({ withdrawn_at: now.toISOString() })
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) {
      const known = await trx
        .selectFrom('invitations')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst();
      throw known === undefined
        ? new Refusal('not_found', { message: 'There is no invitation with this id.' })
        : new Refusal('already_decided', {
            message: 'This invitation was used or withdrawn, or it has expired.',
          });
    }
    await writeAudit(trx, {
      action: 'invitation.withdrawn',
      actor,
      detail: { invitation: id },
      at: now,
    });
  });
}
