import type { Kysely } from 'kysely';
import { nameKey } from '../../contract/fold.ts';
import type { TagMerge } from '../../contract/tag.ts';
import { laterEnd } from '../grants/later-end.ts';
import { liveGrantsOf } from '../grants/live-grants.ts';
import type { Database } from '../store/schema.ts';

type Gain = TagMerge['gains'][number];
/** Until when a value may be seen, by token; null for no end. */
type Ends = ReadonlyMap<string, string | null>;

/**
 * Whom a merge of two tags would let see more: after it, whoever owns one of them has what is granted
 * to the other. Admins see every value already; somebody who is blocked may come back, and counts.
 */
export async function gainsOfMerge(
  db: Kysely<Database>,
  { from, into, now }: { readonly from: string; readonly into: string; readonly now: Date },
): Promise<Gain[]> {
  const keys = [nameKey(from), nameKey(into)];
  const granted = await db
    .selectFrom('grants')
    .innerJoin('tokens', 'tokens.id', 'grants.token_id')
    .select(['grants.token_id', 'grants.until', 'tokens.name'])
    .where('grantee_kind', '=', 'tag')
    .where('grantee', 'in', keys)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', now.toISOString())]))
    .orderBy('tokens.name_key')
    .execute();
  if (granted.length === 0) return [];
  const names = new Map(granted.map(({ token_id, name }) => [token_id, name]));
  const united = endsOf(granted);
  const owners = await db
    .selectFrom('members')
    .select(['id', 'name'])
    .where('role', '=', 'member')
    .where('status', '!=', 'removed')
    .where('id', 'in', (sub) =>
      sub.selectFrom('member_tags').select('member_id').where('tag_key', 'in', keys),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
  const gains: Gain[] = [];
  for (const member of owners) {
    const has = await liveGrantsOf(db, member.id, now.toISOString())
      .select(['grants.token_id', 'grants.until'])
      .execute();
    for (const [id, until] of gainedOver(endsOf(has), united)) {
      gains.push({ member, token: { id, name: names.get(id) ?? id }, until });
    }
  }
  return gains;
}

/** What `united` gives that `has` does not, or gives for longer. Pure. */
export function gainedOver(has: Ends, united: Ends): [tokenId: string, until: string | null][] {
  return [...united].filter(([id, until]) => {
    const end = has.get(id);
    return end === undefined || laterEnd(end, until) !== end;
  });
}

function endsOf(grants: readonly { token_id: string; until: string | null }[]): Ends {
  const ends = new Map<string, string | null>();
  for (const { token_id, until } of grants) {
    const known = ends.get(token_id);
    ends.set(token_id, known === undefined ? until : laterEnd(known, until));
  }
  return ends;
}
