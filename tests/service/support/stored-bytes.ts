import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestDatabase } from './database.ts';
import { newestBin } from './postgres-server.ts';

const LARGEST_DUMP = 256 * 1024 * 1024;

/**
 * All that a service has written down: each file of its data folder, SQLite's database and
 * write-ahead log among them, freed pages too; and a dump of its PostgreSQL.
 */
export function storedBytes({ kind, url, dataDir }: TestDatabase): Buffer {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
  if (kind === 'postgres') {
    const dump = path.join(newestBin(), 'pg_dump');
    files.push(execFileSync(dump, [`--dbname=${url}`], { maxBuffer: LARGEST_DUMP }));
  }
  return Buffer.concat(files);
}
