import type { Rotation } from '../../contract/rotation.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { lockGrants } from '../grants/grant-row.ts';
import { readDatabaseTime } from '../store/database-time.ts';
import { findLiveToken } from './find-token.ts';
import { readRotation } from './read-rotation.ts';
import type { TokenDeps } from './token-deps.ts';

/**
 * Ends the old values of an issued token: when this returns, no replica takes them any more. Without
 * any that works it changes nothing.
 * @throws Refusal as the route table lists them
 */
export async function endGrace(
  deps: TokenDeps,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<Rotation> {
  await deps.store.transaction(async (trx) => {
    const now = deps.now();
    await checkConfirmed(trx, actor, now);
    await lockGrants(deps.store, trx, id);
    const row = await findLiveToken(trx, id);
    const at = (await readDatabaseTime(trx, deps.store.dialect, now)).toISOString();
    const ended = await trx
      .deleteFrom('outgoing_values')
      .where('token_id', '=', id)
      .returning(['hint', 'ends_at'])
      .execute();
    const hints = ended.filter(({ ends_at }) => ends_at > at).map(({ hint }) => hint);
    if (hints.length === 0) return;
    await writeAudit(trx, {
      action: 'token.grace_ended',
      actor,
      token: { id, name: row.name },
      detail: { oldHints: hints },
      at: now,
    });
  });
  deps.onValueEnded?.();
  return readRotation(deps, id);
}
