import type { ColumnDataType, Kysely, RawBuilder } from 'kysely';
import { inItsKey, type Dialect } from './migration-parts.ts';

type Text = ColumnDataType | RawBuilder<string>;

/** Findings about tokens that somebody put aside. */
export async function healthTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: Text,
): Promise<void> {
  await db.schema
    .createTable('health_snoozes')
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('finding', text, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('until', text, (c) => c.notNull())
    .addColumn('by_id', text, (c) => c.notNull())
    .addColumn('by_name', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('health_snoozes_pk', ['token_id', 'finding'])
    .$call(inItsKey(dialect))
    .execute();
}
