import { sql, type ColumnDataType, type Kysely, type RawBuilder } from 'kysely';
import { inItsKey, type Dialect } from './migration-parts.ts';

type Text = ColumnDataType | RawBuilder<string>;

/** The company’s budget of calls: what replicas share, who used it, and a cap on each token. */
export async function budgetTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: Text,
): Promise<void> {
  await db.schema.alterTable('tokens').addColumn('calls_per_minute', 'integer').execute();
  await db.schema
    .createTable('budget_state')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('state', text, (c) => c.notNull())
    .execute();
  await sql`insert into budget_state (id, state) values (1, '')`.execute(db);
  await db.schema
    .createTable('budget_use')
    .addColumn('span', text, (c) => c.notNull())
    .addColumn('starts_at', text, (c) => c.notNull())
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('calls', 'integer', (c) => c.notNull())
    .addColumn('refused', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('budget_use_pk', ['span', 'starts_at', 'token_id'])
    .$call(inItsKey(dialect))
    .execute();
}
