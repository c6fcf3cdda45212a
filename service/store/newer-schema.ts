import { sql, type Kysely } from 'kysely';
import { migrations } from './migrations.ts';
import type { Dialect } from './migration-parts.ts';
import type { Database } from './schema.ts';

/** Names of all migrations that a database has been through, oldest first. */
export async function readMigrations(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name).sort();
}

/** Those of them that this build does not know: a newer one has been at it. */
export function unknownMigrations(names: readonly string[], dialect: Dialect): string[] {
  const known = migrations(dialect);
  return names.filter((name) => !Object.hasOwn(known, name));
}
