import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Kysely,
  PostgresDialect,
  sql,
  type Dialect as KyselyDialect,
  type Transaction,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Config } from '../config.ts';
import { StartProblem } from '../start-problem.ts';
import { countFailures, type DatabaseFailures } from './count-failures.ts';
import { directReadOf, type DirectRead } from './direct-read.ts';
import { isDatabaseDown } from './database-errors.ts';
import { GroupCommit } from './group-commit.ts';
import type { Dialect } from './migration-parts.ts';
import { migrations } from './migrations.ts';
import { PreparedClient } from './prepared-client.ts';
import type { Database } from './schema.ts';
import { sqliteDialect, SqliteReader } from './sqlite-dialect.ts';

/** The database, open and on its newest shape. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  /** For what is asked with each call of the gateway. */
  readonly read: DirectRead;
  /** Runs `work` in one transaction: all of it is kept, or, when it throws, nothing. */
  transaction<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  /**
   * The same for counts: on SQLite what it keeps outlives this process at once, and a loss of power
   * some seconds later, so that no call waits for the disk.
   */
  count<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Until this transaction ends, no other one passes the same name. SQLite has one writer anyway. */
  oneAtATime(trx: Transaction<Database>, name: string): Promise<void>;
  /**
   * Overwrites what deleted rows left behind, as far as the database lets us: SQLite's write-ahead
   * log is moved into the file and cut. PostgreSQL does it in its own time (autovacuum).
   */
  wipeRemains(): Promise<void>;
  readonly failures: Readonly<DatabaseFailures>;
  /** Works that wait for their turn at the one writer of SQLite; 0 on PostgreSQL. */
  readonly waiting: () => number;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const LOCK_TIMEOUT_MS = 60_000;
const LOCK_RETRY_MS = 20;
const POSTGRES_POOL = 20;
/** Kept also when nobody asks: a new one takes ten milliseconds or more, and plans every query anew. */
const POSTGRES_KEPT = 4;

/**
 * Opens the database and brings it to its newest shape, under a lock: several replicas may start at
 * once, and one of them migrates while the others wait.
 * @throws Error with one line for a person when the database cannot be reached or migrated
 */
export async function openStore(database: Config['database']): Promise<Store> {
  if (database.kind === 'postgres') {
    const store = storeWithoutMigrating(database);
    await migrate(store, 'DATABASE_URL');
    return store;
  }
  const { file } = database;
  try {
    // The log beside it takes over the file's mode.
    for (const name of [file, lockFileOf(file)]) makeOwnFile(name);
    return await withFileLock(lockFileOf(file), async () => {
      const store = storeWithoutMigrating(database);
      await migrate(store, file);
      return store;
    });
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

/**
 * The database as it stands, for whoever only reads it: nothing is made, migrated or locked.
 * @returns null where there is no SQLite file, or no table of ours
 * @throws Error with one line for a person when it cannot be reached
 */
export async function openUnchanged(database: Config['database']): Promise<Store | null> {
  const isFile = database.kind === 'sqlite';
  if (isFile && !existsSync(database.file)) return null;
  const store = storeWithoutMigrating(database);
  try {
    const found = isFile
      ? sql<{ name: string }>`select name from sqlite_master where name = 'sealed_keys'`
      : sql<{ name: string }>`select 1 as name where to_regclass('sealed_keys') is not null`;
    if ((await found.execute(store.db)).rows.length > 0) return store;
  } catch (error) {
    await store.close();
    throw cannotOpen(isFile ? database.file : 'DATABASE_URL', error);
  }
  await store.close();
  return null;
}

/** On whatever shape it has. */
export function storeWithoutMigrating(database: Config['database']): Store {
  const failures = { unreachable: 0, other: 0 };
  if (database.kind === 'sqlite') {
    const reader = new SqliteReader(database.file);
    return storeOf(sqliteDialect(database.file), 'sqlite', failures, reader);
  }
  const pool = postgresPool(database.url);
  return storeOf(new PostgresDialect({ pool }), 'postgres', failures, pool);
}

/** Makes a file where there is none, and its folder, for their owner alone. */
export function makeOwnFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

/** Held while an SQLite file is opened and migrated, and while another is put in its place. */
export function lockFileOf(file: string): string {
  return `${file}.lock`;
}

function cannotOpen(where: string, error: unknown): StartProblem {
  if (error instanceof StartProblem) return error;
  return new StartProblem(
    `The database (${where}) cannot be opened: ${reasonOf(error)}. Check DATABASE_URL and DATA_DIR.`,
  );
}

/** One line. A connection that failed at several addresses has a code and no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return error.message.split('\n')[0]?.replace(/\.$/, '') || code;
}

function storeOf(
  kysely: KyselyDialect,
  dialect: Dialect,
  failures: DatabaseFailures,
  source: SqliteReader | pg.Pool,
): Store {
  const db = new Kysely<Database>({ dialect: countFailures(kysely, failures) });
  const group = new GroupCommit(db);
  return {
    db,
    dialect,
    read: directReadOf(source, failures),
    failures,
    waiting: () => group.waiting,
    transaction: (work) =>
      dialect === 'sqlite' ? group.run(work) : db.transaction().execute(work),
    count: (work) =>
      dialect === 'sqlite' ? group.run(work, 'crash') : db.transaction().execute(work),
    oneAtATime: async (trx, name) => {
      if (dialect === 'sqlite') return;
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
    },
    wipeRemains: async () => {
      if (dialect === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: async () => {
      if (source instanceof SqliteReader) source.close();
      await db.destroy();
    },
  };
}

async function migrate(store: Store, where: string): Promise<void> {
  const error = await migrated(store).catch((thrown: unknown) => thrown);
  if (error === undefined) return;
  await store.close();
  throw cannotOpen(where, error);
}

/** @returns why it could not be migrated */
async function migrated(store: Store): Promise<unknown> {
  const migrator = new Migrator({
    db: store.db,
    ...(await ownSchema(store)),
    provider: { getMigrations: () => Promise.resolve(migrations(store.dialect)) },
  });
  return (await migrator.migrateToLatest()).error;
}

/** Kysely would take a table of that name in any schema, such as one kept aside, for its own. */
async function ownSchema({ db, dialect }: Store): Promise<{ migrationTableSchema?: string }> {
  if (dialect === 'sqlite') return {};
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  const name = rows[0]?.name ?? null;
  return name === null ? {} : { migrationTableSchema: name };
}

/**
 * Holds an exclusive SQLite lock on a file of its own while `work` runs. Kysely's migrator takes no
 * lock of its own on SQLite; this one is given back by the system even when the process is killed.
 * It asks again and again instead of blocking: the holder may be in this very process.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    const deadline = Date.now() + LOCK_TIMEOUT_MS;
    while (!takes(lock)) {
      if (Date.now() > deadline) throw new Error('another process has been migrating for a minute');
      await delay(LOCK_RETRY_MS);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function takes(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (error) {
    if (isDatabaseDown(error)) return false;
    throw error;
  }
}

function postgresPool(url: string): pg.Pool {
  // Counts and sequence numbers stay far below 2^53, so they may be numbers as in SQLite.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: POSTGRES_POOL,
    min: POSTGRES_KEPT,
    // One that the network forgot is found out while it lies idle.
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    Client: PreparedClient,
    types,
  });
  // Without a listener a connection that the server drops while idle ends the process.
  pool.on('error', () => undefined);
  // So does one that breaks while it is lent out and no query waits on it: the next query tells of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
