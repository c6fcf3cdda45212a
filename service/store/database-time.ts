import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Dialect } from './migration-parts.ts';
import type { Database } from './schema.ts';

/**
 * The time by which tokens end, ISO 8601 UTC with milliseconds. On PostgreSQL it is the database's,
 * so that a replica whose own clock is wrong decides as the others do; with SQLite there is one host.
 * @param own what this process's clock says, ISO 8601 UTC
 */
export function databaseTime(dialect: Dialect, own: string): RawBuilder<string> {
  return dialect === 'postgres'
    ? sql<string>`to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') collate "C"`
    : sql<string>`${own}`;
}

/** Reads that time. */
export async function readDatabaseTime(
  db: Kysely<Database>,
  dialect: Dialect,
  own: Date,
): Promise<Date> {
  if (dialect === 'sqlite') return own;
  const { rows } = await sql<{
    at: string;
  }>`select ${databaseTime(dialect, own.toISOString())} as at`.execute(db);
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('the database did not tell its time');
  return new Date(at);
}
