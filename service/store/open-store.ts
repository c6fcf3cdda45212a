import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Config } from '../config.ts';
import { migrations, type Dialect } from './migrations.ts';
import type { Database } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

/** The database, open and on its newest shape. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  /** Runs `work` in one transaction: all of it is kept, or, when it throws, nothing. */
  transaction<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const LOCK_TIMEOUT_MS = 60_000;
const POSTGRES_POOL = 20;

/**
 * Opens the database and brings it to its newest shape, under a lock: several replicas may start at
 * once, and one of them migrates while the others wait.
 * @throws Error with one line for a person when the database cannot be reached or migrated
 */
export async function openStore(database: Config['database']): Promise<Store> {
  if (database.kind === 'postgres') {
    const store = storeOf(
      new Kysely<Database>({ dialect: postgresDialect(database.url) }),
      'postgres',
    );
    await migrate(store, 'DATABASE_URL');
    return store;
  }
  mkdirSync(path.dirname(database.file), { recursive: true, mode: 0o700 });
  return withFileLock(`${database.file}.lock`, async () => {
    const store = storeOf(
      new Kysely<Database>({ dialect: sqliteDialect(database.file) }),
      'sqlite',
    );
    await migrate(store, database.file);
    return store;
  });
}

function storeOf(db: Kysely<Database>, dialect: Dialect): Store {
  return {
    db,
    dialect,
    transaction: (work) => db.transaction().execute(work),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

async function migrate(store: Store, where: string): Promise<void> {
  const migrator = new Migrator({
    db: store.db,
    provider: { getMigrations: () => Promise.resolve(migrations(store.dialect)) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await store.close();
  const reason = error instanceof Error ? error.message : 'unknown reason';
  throw new Error(`The database (${where}) cannot be opened: ${reason}`, { cause: error });
}

/**
 * Holds an exclusive SQLite lock on a file of its own while `work` runs. Kysely's migrator takes no
 * lock of its own on SQLite; this one is given back by the system even when the process is killed.
 */
async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(file);
  try {
    lock.exec(`pragma busy_timeout = ${LOCK_TIMEOUT_MS}`);
    lock.exec('begin exclusive');
    return await work();
  } finally {
    lock.close();
  }
}

function postgresDialect(url: string): PostgresDialect {
  // Counts and sequence numbers stay far below 2^53, so they may be numbers as in SQLite.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: POSTGRES_POOL,
    connectionTimeoutMillis: 5_000,
    types,
  });
  // Without a listener a connection that the server drops while idle ends the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
