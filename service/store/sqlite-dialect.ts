import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from 'node:sqlite';
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';

const BUSY_TIMEOUT_MS = 10_000;
const CACHED_STATEMENTS = 256;

/**
 * Opens an SQLite file for durable use: a commit that was acknowledged survives loss of power
 * (WAL with `synchronous=FULL`, https://sqlite.org/wal.html), deleted rows are overwritten
 * (`secure_delete`), and another process on the same file waits its turn instead of failing.
 */
export function openSqliteFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.exec('pragma journal_mode = WAL');
  database.exec('pragma synchronous = FULL');
  database.exec('pragma foreign_keys = ON');
  database.exec('pragma secure_delete = ON');
  return database;
}

/** Kysely's own SQLite dialect, on Node's own SQLite. */
export function sqliteDialect(file: string): SqliteDialect {
  return new SqliteDialect({ database: adapt(openSqliteFile(file)) });
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = cache.get(sql);
      if (known !== undefined) return known;
      // Every transaction of ours writes. Taking the write lock at once lets a second process wait
      // for it; a deferred one would fail half-way (https://sqlite.org/lang_transaction.html).
      const statement = adaptStatement(database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      if (cache.size >= CACHED_STATEMENTS) cache.clear();
      cache.set(sql, statement);
      return statement;
    },
    close: () => database.close(),
  };
}

/** The same file to read alone, by a connection of its own: nothing is kept waiting by what is being written. */
export class SqliteReader {
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();
  #database: DatabaseSync | null = null;
  #isClosed = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** Rows as they were committed when this was called. It blocks, as all of `node:sqlite` does. */
  all(sql: string, parameters: readonly unknown[]): Record<string, SQLOutputValue>[] {
    if (this.#isClosed) throw new Error('the database is closed');
    this.#database ??= new DatabaseSync(this.#file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement.all(...(parameters as SQLInputValue[]));
  }

  close(): void {
    this.#isClosed = true;
    this.#database?.close();
  }
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
