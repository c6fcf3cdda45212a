import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address; each test file makes a database of its own there. */
    postgresUrl: string;
  }
}

const BINARIES = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 30_000;

/**
 * Brings a PostgreSQL for the whole run: the one of TEST_DATABASE_URL, else one of its own from
 * Debian's packages, on a Unix socket in a temporary folder.
 * @throws Error when there is none: the promises hold on both databases, so a run on one proves little
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given);
    return () => Promise.resolve();
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}

/** A PostgreSQL of one’s own, of Debian’s packages; `url` is a superuser’s address. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const bin = newestBin();
  const folder = mkdtempSync(path.join(tmpdir(), 'ftc-pg-'));
  // PostgreSQL refuses to run as root; Debian's package brings a user for it.
  const owner = process.getuid?.() === 0 ? userNamed('postgres') : null;
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...owner, cwd: folder, stdio: 'pipe' },
  );
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=300'],
    { ...owner, cwd: folder, stdio: 'ignore' },
  );
  const killAtExit = (): void => void server.kill('SIGQUIT');
  process.once('exit', killAtExit);
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await untilUp(url, server);
  return {
    url,
    stop: async () => {
      process.removeListener('exit', killAtExit);
      const ended = once(server, 'exit');
      // Immediate: nothing of it is kept.
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of the newest PostgreSQL’s programs. */
export function newestBin(): string {
  const versions = existsSync(BINARIES)
    ? readdirSync(BINARIES)
        .filter((name) => existsSync(path.join(BINARIES, name, 'bin', 'initdb')))
        .sort((a, b) => Number(b) - Number(a))
    : [];
  const newest = versions[0];
  if (newest === undefined) {
    throw new Error(
      'The service tests need PostgreSQL: run `apt-get install -y postgresql`, or set TEST_DATABASE_URL to a superuser’s address.',
    );
  }
  return path.join(BINARIES, newest, 'bin');
}

function userNamed(name: string): { uid: number; gid: number } {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function untilUp(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let last: unknown = null;
  while (Date.now() < deadline && server.exitCode === null) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      // Not up yet; the deadline ends the waiting.
      last = error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  server.kill('SIGQUIT');
  throw new Error('PostgreSQL did not start', { cause: last });
}
