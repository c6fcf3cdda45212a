import { chmodSync } from 'node:fs';
import { backup } from 'node:sqlite';
import { sql } from 'kysely';
import { readHead, writtenHead } from '../audit/open-chain.ts';
import type { Config } from '../config.ts';
import { flushFile } from '../store/flush-folder.ts';
import { readMigrations } from '../store/newer-schema.ts';
import { openUnchanged, type Store } from '../store/open-store.ts';
import { openSqliteFile } from '../store/sqlite-dialect.ts';
import { libpqEnvironment, runTool } from './postgres-tools.ts';

/** What a copy holds, read from the very state that was copied. */
export interface CopiedState {
  readonly auditHead: string;
  readonly migrations: readonly string[];
  readonly schema: string;
}

/** All pages in one step: the copy reads one snapshot, and no write makes it begin anew. */
const ALL_PAGES = 2 ** 30;

/** Copies the database as it stands at one moment, beside whoever writes to it. */
export async function copyDatabase(
  store: Store,
  database: Config['database'],
  to: string,
): Promise<CopiedState> {
  return database.kind === 'sqlite'
    ? copySqlite(database.file, to)
    : dumpPostgres(store, database.url, to);
}

async function copySqlite(file: string, to: string): Promise<CopiedState> {
  const source = openSqliteFile(file);
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  chmodSync(to, 0o600);
  const copy = await openUnchanged({ kind: 'sqlite', file: to });
  if (copy === null) throw new Error('the copy has no tables');
  try {
    return { ...(await stateOf(copy)), schema: '' };
  } finally {
    await copy.close();
    flushFile(to);
  }
}

/** The dump reads the snapshot of the transaction in which its head is read. */
async function dumpPostgres(store: Store, url: string, to: string): Promise<CopiedState> {
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const { rows } = await sql<{ snapshot: string; schema: string }>`
        select pg_export_snapshot() as snapshot, current_schema() as schema`.execute(trx);
      const [{ snapshot, schema } = { snapshot: '', schema: '' }] = rows;
      const state = await stateOf({ db: trx });
      const args = ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${snapshot}`];
      await runTool(
        'pg_dump',
        [...args, `--schema="${schema.replaceAll('"', '""')}"`, `--file=${to}`],
        libpqEnvironment(url),
      );
      chmodSync(to, 0o600);
      flushFile(to);
      return { ...state, schema };
    });
}

async function stateOf({ db }: Pick<Store, 'db'>): Promise<Omit<CopiedState, 'schema'>> {
  const head = await readHead(db);
  return {
    auditHead: head === null ? '' : writtenHead(head),
    migrations: await readMigrations(db),
  };
}
