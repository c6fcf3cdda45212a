import type { Kysely } from 'kysely';
import type { Database } from '../store/schema.ts';

/** The colours of tags, by folded tag. */
export async function tagColors(db: Kysely<Database>): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('tags')
    .select(['tag_key', 'color'])
    .where('color', 'is not', null)
    .orderBy('tag_key')
    .execute();
  return Object.fromEntries(
    rows.flatMap(({ tag_key, color }) => (color === null ? [] : [[tag_key, color]])),
  );
}
