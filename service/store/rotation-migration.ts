import type { ColumnDataType, Kysely, RawBuilder } from 'kysely';
import { index, inItsKey, type Dialect } from './migration-parts.ts';

type Text = ColumnDataType | RawBuilder<string>;

/** What is left of a value that was replaced, for as long as it counts. */
export async function rotationTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: Text,
): Promise<void> {
  await db.schema
    .createTable('outgoing_values')
    .addColumn('digest', text, (c) => c.primaryKey())
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('value_version', 'integer', (c) => c.notNull())
    .addColumn('hint', text, (c) => c.notNull())
    .addColumn('ends_at', text, (c) => c.notNull())
    .addColumn('last_used_at', text)
    .addColumn('call_count', 'bigint', (c) => c.notNull())
    .$call(inItsKey(dialect))
    .execute();
  await index(db, 'outgoing_values', ['token_id']);
  await index(db, 'outgoing_values', ['ends_at']);
  await db.schema
    .createTable('previous_values')
    .addColumn('token_id', text, (c) => c.primaryKey())
    .addColumn('value_version', 'integer', (c) => c.notNull())
    .addColumn('key_id', text, (c) => c.notNull())
    .addColumn('wrapped_key', text, (c) => c.notNull())
    .addColumn('sealed', text, (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull().unique())
    .addColumn('pepper_version', 'integer', (c) => c.notNull())
    .addColumn('hint', text, (c) => c.notNull())
    .addColumn('scopes', text, (c) => c.notNull())
    .addColumn('kept_until', text, (c) => c.notNull())
    .$call(inItsKey(dialect))
    .execute();
  await index(db, 'previous_values', ['kept_until']);
  await db.schema
    .createTable('front_companies')
    .addColumn('token_id', text, (c) => c.primaryKey())
    .addColumn('company_id', text, (c) => c.notNull())
    .addColumn('company_name', text, (c) => c.notNull())
    .addColumn('seen_at', text, (c) => c.notNull())
    .$call(inItsKey(dialect))
    .execute();
  await db.schema
    .createTable('rotation_answers')
    .addColumn('actor_id', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('request_hash', text, (c) => c.notNull())
    .addColumn('answer', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('rotation_answers_pk', ['actor_id', 'key'])
    .$call(inItsKey(dialect))
    .execute();
}
