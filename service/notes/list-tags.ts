import type { Kysely } from 'kysely';
import { nameKey } from '../../contract/fold.ts';
import type { Role } from '../../contract/member.ts';
import type { Tag } from '../../contract/tag.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';

/**
 * The tags of the company, most used first. A tag is one as long as a token that is not deleted has
 * it, somebody owns it, something is granted to it, or it has a colour; members are told of those on
 * tokens and of those with a colour.
 */
export async function listTags(db: Kysely<Database>, role: Role): Promise<Tag[]> {
  const tags = await readTags(db);
  if (role === 'admin') return tags;
  return tags
    .filter(({ tokens, color }) => tokens > 0 || color !== null)
    .map((tag) => ({ ...tag, owners: null, grants: null }));
}

/**
 * One tag as admins see it, found by any way of writing it.
 * @throws Refusal `not_found`
 */
export async function findTag(db: Kysely<Database>, tag: string): Promise<Tag> {
  const key = nameKey(tag);
  const found = (await readTags(db)).find((one) => nameKey(one.tag) === key);
  if (found === undefined) throw new Refusal('not_found', { message: 'There is no such tag.' });
  return found;
}

/** Whether this name is taken by a tag, however it is written. */
export async function isTagThere(db: Kysely<Database>, tag: string): Promise<boolean> {
  const key = nameKey(tag);
  return (await readTags(db)).some((one) => nameKey(one.tag) === key);
}

interface Counted {
  /** How often tokens write it in each way. */
  readonly spellings: Map<string, number>;
  /** How its owners, its grants and whoever gave it a colour write it. */
  other: string | null;
  chosen: string | null;
  color: string | null;
  owners: number;
  grants: number;
}

async function readTags(db: Kysely<Database>): Promise<Tag[]> {
  const tokens = await db
    .selectFrom('tokens')
    .select('tags')
    .where('deleted_at', 'is', null)
    .where('tags', '!=', '[]')
    .execute();
  const owned = await db.selectFrom('member_tags').select(['tag_key', 'tag']).execute();
  const granted = await db
    .selectFrom('grants')
    .select(['grantee', 'label'])
    .where('grantee_kind', '=', 'tag')
    .execute();
  const known = await db.selectFrom('tags').selectAll().execute();
  const all = new Map<string, Counted>();
  const at = (key: string): Counted => {
    const found = all.get(key);
    if (found !== undefined) return found;
    const fresh = {
      spellings: new Map<string, number>(),
      other: null,
      chosen: null,
      color: null,
      owners: 0,
      grants: 0,
    };
    all.set(key, fresh);
    return fresh;
  };
  for (const { tags } of tokens) {
    for (const tag of JSON.parse(tags) as string[]) {
      const { spellings } = at(nameKey(tag));
      spellings.set(tag, (spellings.get(tag) ?? 0) + 1);
    }
  }
  for (const { tag_key, tag } of owned) {
    const counted = at(tag_key);
    counted.owners += 1;
    counted.other ??= tag;
  }
  for (const { grantee, label } of granted) {
    const counted = at(grantee);
    counted.grants += 1;
    counted.other ??= label;
  }
  for (const { tag_key, tag, color } of known) Object.assign(at(tag_key), { chosen: tag, color });
  return [...all].map(tagOf).filter(isInUse).sort(mostUsedFirst);
}

function tagOf([key, counted]: readonly [string, Counted]): Tag {
  const spellings = [...counted.spellings]
    .map(([tag, tokens]) => ({ tag, tokens }))
    .sort((a, b) => b.tokens - a.tokens || compare(a.tag, b.tag));
  return {
    tag: counted.chosen ?? spellings[0]?.tag ?? counted.other ?? key,
    color: counted.color,
    tokens: spellings.reduce((sum, { tokens }) => sum + tokens, 0),
    spellings,
    owners: counted.owners,
    grants: counted.grants,
  };
}

function isInUse({ tokens, owners, grants, color }: Tag): boolean {
  return tokens > 0 || owners !== 0 || grants !== 0 || color !== null;
}

function mostUsedFirst(a: Tag, b: Tag): number {
  return b.tokens - a.tokens || compare(nameKey(a.tag), nameKey(b.tag));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
