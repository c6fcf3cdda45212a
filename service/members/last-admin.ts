import type { Member } from '../auth/find-member.ts';
import { findMember } from '../auth/find-member.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import { unknownMember } from './read-members.ts';

const LOCK = 'last-admin';

/** Has changes of people, their tags among them, take turns on all replicas. */
export async function lockPeople(store: Store, trx: Trx): Promise<void> {
  await store.oneAtATime(trx, LOCK);
}

/**
 * Reads a person who is about to be changed. Changes of people take turns, so that two admins who
 * take each other’s role away at the same moment don’t leave a company without one. Called first in
 * the transaction.
 * @throws Refusal `not_found`, for removed people too: nobody is brought back
 */
export async function findMemberToChange(store: Store, trx: Trx, id: string): Promise<Member> {
  await lockPeople(store, trx);
  const member = await findMember(trx, id);
  if (member === undefined || member.status === 'removed') throw unknownMember();
  return member;
}

/**
 * Lets this person stop being an admin as long as another one can sign in.
 * @throws Refusal `last_admin`
 */
export async function checkNotLastAdmin(trx: Trx, member: Member): Promise<void> {
  if (member.role !== 'admin' || member.status !== 'active') return;
  const other = await trx
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'admin')
    .where('status', '=', 'active')
    .where('id', '!=', member.id)
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) throw new Refusal('last_admin');
}
