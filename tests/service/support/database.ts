import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** Both databases that the service runs on; store and HTTP tests run on each. */
export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** What DATABASE_URL is set to. */
  readonly url: string;
  /** A folder of this database's own: DATA_DIR. */
  readonly dataDir: string;
  remove(): Promise<void>;
}

/** An empty database and an empty data folder, shared with no other test file. */
export async function emptyDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'ftc-data-'));
  const removeFolder = (): void => rmSync(dataDir, { recursive: true, force: true });
  if (kind === 'sqlite') {
    return {
      kind,
      url: `sqlite:${path.join(dataDir, 'companion.db')}`,
      dataDir,
      remove: async () => removeFolder(),
    };
  }
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    kind,
    url: url.href,
    dataDir,
    remove: async () => {
      await asSuperuser(server, `drop database if exists ${name} with (force)`);
      removeFolder();
    },
  };
}

async function asSuperuser(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
