import type { Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';

/**
 * Ends every way in that was open when the backup was made: sign-ins, access tokens, codes and
 * invitations. Nothing says which of them were ended since.
 */
export async function endSignIns(trx: Transaction<Database>, now: Date): Promise<void> {
  const at = now.toISOString();
  for (const table of ['oidc_payloads', 'access_tokens', 'setup_codes'] as const) {
    await trx.deleteFrom(table).execute();
  }
  await trx
    .updateTable('browser_sessions')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .execute();
  await trx
    .updateTable('invitations')
    .set({ withdrawn_at: at })
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}
