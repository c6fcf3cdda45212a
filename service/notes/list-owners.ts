import type { Kysely } from 'kysely';
import { nameKey } from '../../contract/fold.ts';
import type { Role } from '../../contract/member.ts';
import type { Owner, OwnerKind } from '../../contract/owner.ts';
import type { Database } from '../store/schema.ts';

const KINDS = { active: 'member', blocked: 'blocked', removed: 'left' } as const satisfies Record<
  string,
  OwnerKind
>;
/** Of two people of one name the one who can sign in is meant. */
const ORDER = { active: 0, blocked: 1, removed: 2 } as const;

/**
 * Who owns tokens, or could: everybody who can sign in, then whatever else tokens name as their owner.
 * A token names its owner in words, so a person is found by name, or by address. Removed people are
 * listed as far as tokens still name them. Ids of people are told to admins alone, whom they lead
 * somewhere.
 */
export async function listOwners(db: Kysely<Database>, role: Role): Promise<Owner[]> {
  const named = await db
    .selectFrom('tokens')
    .select((select) => ['owner', select.fn.countAll<number>().as('tokens')])
    .where('deleted_at', 'is', null)
    .where('owner', 'is not', null)
    .groupBy('owner')
    .orderBy('owner')
    .execute();
  const members = await db
    .selectFrom('members')
    .select(['id', 'name', 'email', 'status'])
    .orderBy('id')
    .execute();
  members.sort((a, b) => ORDER[a.status] - ORDER[b.status]);
  const byKey = new Map<string, (typeof members)[number]>();
  for (const member of members) {
    for (const text of [member.name, member.email]) {
      const key = nameKey(text ?? '');
      if (key !== '' && !byKey.has(key)) byKey.set(key, member);
    }
  }
  const idOf = (id: string): string | null => (role === 'admin' ? id : null);
  const owners = named.map(({ owner, tokens }): Owner => {
    const name = owner ?? '';
    const member = byKey.get(nameKey(name));
    return member === undefined
      ? { name, kind: 'other', memberId: null, tokens }
      : { name, kind: KINDS[member.status], memberId: idOf(member.id), tokens };
  });
  const there = new Set(owners.map(({ name }) => nameKey(name)));
  for (const { id, name, status } of members) {
    if (status !== 'active' || there.has(nameKey(name))) continue;
    there.add(nameKey(name));
    owners.push({ name, kind: 'member', memberId: idOf(id), tokens: 0 });
  }
  return owners;
}
