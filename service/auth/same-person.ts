import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';

/**
 * The lock under which people are tied to company accounts: two first sign-ins of one person at once
 * must make one member, and a sign-in that is under way must not outlast the tie.
 */
export const SSO_MEMBERS_LOCK = 'sso-members';

/**
 * Finds out whether somebody who has arrived in a sign-in window is still tied to the same company
 * account, or still to none. Between their arrival and its end minutes may pass: whoever opened an
 * invitation in somebody's name must not keep that window open until the person themself has come.
 */
export async function isSamePerson(
  store: Store,
  trx: Trx,
  arrived: { readonly memberId: string; readonly subject: string | null },
): Promise<boolean> {
  await store.oneAtATime(trx, SSO_MEMBERS_LOCK);
  const now = await trx
    .selectFrom('members')
    .select('subject')
    .where('id', '=', arrived.memberId)
    .executeTakeFirst();
  return now !== undefined && now.subject === arrived.subject;
}
