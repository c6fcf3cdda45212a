import type { ColumnDataType, Kysely, RawBuilder } from 'kysely';
import { index, inItsKey, type Dialect } from './migration-parts.ts';

type Text = ColumnDataType | RawBuilder<string>;

/** What tokens were used for: a row a day, operation and outcome; the last use; the last batch of each writer. */
export async function usageTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: Text,
): Promise<void> {
  await db.schema
    .createTable('usage_days')
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('day', text, (c) => c.notNull())
    .addColumn('operation', text, (c) => c.notNull())
    .addColumn('outcome', text, (c) => c.notNull())
    .addColumn('calls', 'bigint', (c) => c.notNull())
    .addColumn('last_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('usage_days_pk', ['token_id', 'day', 'operation', 'outcome'])
    .$call(inItsKey(dialect))
    .execute();
  // Old days are swept.
  await index(db, 'usage_days', ['day']);
  await db.schema
    .createTable('usage_last')
    .addColumn('token_id', text, (c) => c.primaryKey())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('operation', text, (c) => c.notNull())
    .addColumn('address', text)
    .addColumn('user_agent', text)
    .execute();
  await db.schema
    .createTable('usage_batches')
    .addColumn('writer', text, (c) => c.primaryKey())
    .addColumn('batch', 'bigint', (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .execute();
}
