import { writeAudit } from '../audit/write-audit.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/open-store.ts';
import type { Actor } from './actor.ts';
import { checkConfirmed } from './confirmation.ts';

/**
 * Removes one of the caller's own passkeys. Somebody else's is as unknown as none.
 * @throws Refusal `not_found`, `passkey_needed`
 */
export async function removePasskey(
  store: Store,
  { actor, id, now }: { readonly actor: Actor; readonly id: string; readonly now: Date },
): Promise<void> {
  await store.transaction(async (trx) => {
    await checkConfirmed(trx, actor, now);
    const row = await trx
      .deleteFrom('passkeys')
      .where('id', '=', id)
      .where('member_id', '=', actor.id)
      .returning('name')
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('not_found');
    await writeAudit(trx, {
      action: 'passkey.removed',
      actor,
      detail: { passkey: id, browser: row.name },
      at: now,
    });
  });
}
