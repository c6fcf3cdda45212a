import type { ColumnDataType, Kysely, RawBuilder } from 'kysely';
import { index, inItsKey, type Dialect } from './migration-parts.ts';

type Text = ColumnDataType | RawBuilder<string>;

/** What is kept about Front tokens' values, and by what a value is recognised that somebody found. */
export async function recordTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: Text,
): Promise<void> {
  await db.schema
    .createTable('front_values')
    .addColumn('token_id', text, (c) => c.primaryKey())
    .addColumn('value_version', 'integer', (c) => c.notNull())
    .addColumn('claims', text, (c) => c.notNull())
    .addColumn('verification', text, (c) => c.notNull())
    .addColumn('asked_at', text)
    .addColumn('company_id', text)
    .addColumn('company_name', text)
    .$call(inItsKey(dialect))
    .execute();
  await db.schema
    .createTable('value_traces')
    .addColumn('trace', text, (c) => c.primaryKey())
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('value_version', 'integer', (c) => c.notNull())
    .addColumn('pepper_version', 'integer', (c) => c.notNull())
    .$call(inItsKey(dialect))
    .execute();
  await index(db, 'value_traces', ['token_id', 'value_version']);
}
