import type pg from 'pg';
import { noteFailure, type DatabaseFailures } from './count-failures.ts';
import { SqliteReader } from './sqlite-dialect.ts';

/**
 * Asks one reading query by itself, outside of any transaction, on the shortest way to the database: what
 * lies between costs as much as the reading, or more, where nothing of its code is at hand in the
 * processor. It sees what was committed when it was asked, and on SQLite waits for no writer.
 * @throws what the database throws, or rejects with it
 */
export type DirectRead = <Row>(
  sql: string,
  parameters: readonly unknown[],
) => Row[] | Promise<Row[]>;

/** @param source of its own, and not the connection on which a transaction may be open */
export function directReadOf(
  source: SqliteReader | pg.Pool,
  failures: DatabaseFailures,
): DirectRead {
  if (source instanceof SqliteReader) {
    return <Row>(sql: string, parameters: readonly unknown[]) => {
      try {
        return source.all(sql, parameters) as Row[];
      } catch (error) {
        return noteFailure(failures, error);
      }
    };
  }
  return <Row>(sql: string, parameters: readonly unknown[]) =>
    source.query(sql, parameters as unknown[]).then(
      ({ rows }) => rows as Row[],
      (error: unknown) => noteFailure(failures, error),
    );
}
