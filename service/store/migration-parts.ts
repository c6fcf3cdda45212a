import { sql, type CreateTableBuilder, type Kysely } from 'kysely';

export type Dialect = 'sqlite' | 'postgres';

/** In SQLite, keeps the rows in the key's own tree: one page less to write for each row. */
export function inItsKey(dialect: Dialect) {
  return <Table extends string>(
    table: CreateTableBuilder<Table, string>,
  ): CreateTableBuilder<Table, string> =>
    dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table;
}

/** Makes an index that is named for its table and columns. */
export async function index(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
