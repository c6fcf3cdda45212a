import type { Kysely } from 'kysely';
import { nameKey } from '../../contract/fold.ts';
import type { Member } from '../../contract/member.ts';
import type { Member as MemberRow } from '../auth/find-member.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';

/** Everybody by name, removed people last. */
export async function readMembers(db: Kysely<Database>): Promise<Member[]> {
  const rows = await db.selectFrom('members').selectAll().execute();
  const members = await withTheirs(db, rows, null);
  return members.sort(
    (a, b) =>
      Number(a.status === 'removed') - Number(b.status === 'removed') ||
      compare(nameKey(a.name), nameKey(b.name)) ||
      compare(a.id, b.id),
  );
}

/**
 * One person, removed ones too: the audit log still speaks of them.
 * @throws Refusal `not_found`
 */
export async function readMember(db: Kysely<Database>, id: string): Promise<Member> {
  const rows = await db.selectFrom('members').selectAll().where('id', '=', id).execute();
  const [member] = await withTheirs(db, rows, id);
  if (member === undefined) throw unknownMember();
  return member;
}

/** What is answered for an id of nobody. */
export function unknownMember(): Refusal {
  return new Refusal('not_found', { message: 'There is no person with this id.' });
}

/** Adds tags, passkeys and when they were last seen: three queries, however many people there are. */
async function withTheirs(
  db: Kysely<Database>,
  rows: readonly MemberRow[],
  only: string | null,
): Promise<Member[]> {
  const tags = await db
    .selectFrom('member_tags')
    .select(['member_id', 'tag'])
    .$if(only !== null, (query) => query.where('member_id', '=', only))
    .orderBy('tag_key')
    .execute();
  const passkeys = await db
    .selectFrom('passkeys')
    .select((select) => ['member_id', select.fn.countAll<number>().as('count')])
    .$if(only !== null, (query) => query.where('member_id', '=', only))
    .groupBy('member_id')
    .execute();
  const seen = await db
    .selectFrom('browser_sessions')
    .select((select) => ['member_id', select.fn.max('last_seen_at').as('last_seen_at')])
    .$if(only !== null, (query) => query.where('member_id', '=', only))
    .groupBy('member_id')
    .execute();
  const tagsOf = Map.groupBy(tags, ({ member_id }) => member_id);
  const passkeysOf = new Map(passkeys.map(({ member_id, count }) => [member_id, count]));
  const seenAt = new Map(seen.map(({ member_id, last_seen_at }) => [member_id, last_seen_at]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    status: row.status,
    ownsTags: (tagsOf.get(row.id) ?? []).map(({ tag }) => tag),
    signsInBy: row.issuer === null ? 'code' : 'sso',
    passkeys: passkeysOf.get(row.id) ?? 0,
    createdAt: row.created_at,
    lastSeenAt: seenAt.get(row.id) ?? null,
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
