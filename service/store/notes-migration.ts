import type { ColumnDataType, Kysely, RawBuilder } from 'kysely';
import { index, inItsKey, type Dialect } from './migration-parts.ts';

type Text = ColumnDataType | RawBuilder<string>;

/** What a team writes about its tokens: who changed which note, the look of tags, saved views. */
export async function notesTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: Text,
): Promise<void> {
  await db.schema
    .createTable('note_changes')
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('field', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('actor_id', text, (c) => c.notNull())
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('via', text, (c) => c.notNull())
    .addColumn('before', text, (c) => c.notNull())
    .addColumn('after', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('note_changes_pk', ['token_id', 'version', 'field'])
    .$call(inItsKey(dialect))
    .execute();
  await db.schema
    .createTable('tags')
    .addColumn('tag_key', text, (c) => c.primaryKey())
    .addColumn('tag', text, (c) => c.notNull())
    .addColumn('color', text)
    .$call(inItsKey(dialect))
    .execute();
  await db.schema
    .createTable('saved_views')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('owner_id', text, (c) => c.notNull())
    .addColumn('owner_name', text, (c) => c.notNull())
    .addColumn('shared', 'integer', (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('filters', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute();
  await index(db, 'saved_views', ['owner_id', 'shared', 'name_key']);
}
