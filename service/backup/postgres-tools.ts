import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { StartProblem } from '../start-problem.ts';

const CERTIFICATES = {
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
} as const;
/** The certificates that the host trusts, as a file's name (PostgreSQL 16). */
const HOSTS_OWN = 'system';

/** What PostgreSQL's own programs read, and nothing of this service's other settings. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'PGPASSFILE', 'PGSERVICEFILE'];

/**
 * The address of a database as the environment of PostgreSQL's programs: command lines are shown to
 * everybody on the host (https://www.postgresql.org/docs/current/libpq-envars.html).
 */
export function libpqEnvironment(url: string): NodeJS.ProcessEnv {
  const client = new pg.Client({ connectionString: url });
  const environment: NodeJS.ProcessEnv = {
    PGHOST: client.host,
    PGPORT: String(client.port),
    ...(client.user === undefined ? {} : { PGUSER: client.user }),
    ...(client.database === undefined ? {} : { PGDATABASE: client.database }),
    ...(typeof client.password === 'string' ? { PGPASSWORD: client.password } : {}),
    PGAPPNAME: 'front-token-service',
  };
  for (const name of PASSED_ON) {
    if (process.env[name] !== undefined) environment[name] = process.env[name];
  }
  const { searchParams } = new URL(url);
  for (const [name, variable] of Object.entries(CERTIFICATES)) {
    const value = searchParams.get(name);
    if (value !== null) environment[variable] = value;
  }
  const mode = tlsMode(client, searchParams.get('sslmode'));
  if (mode !== null) environment.PGSSLMODE = mode;
  if (mode === 'verify-full') environment.PGSSLROOTCERT ??= HOSTS_OWN;
  return environment;
}

/**
 * How sure the service's own connection is of the server, in PostgreSQL's words. The words of the
 * address mean other things to the two: `sslmode=require` checks the certificate here and not there,
 * and `ssl=true` is unknown there. A backup must not go over a line that the service would not take.
 * @returns null where the address says nothing of TLS
 */
function tlsMode(
  client: pg.Client,
  given: string | null,
): 'disable' | 'require' | 'verify-ca' | 'verify-full' | null {
  const tls = client.ssl as boolean | ConnectionOptions;
  if (tls === false) return given === 'disable' ? given : null;
  if (tls === true) return 'verify-full';
  if (tls.rejectUnauthorized === false) return 'require';
  return tls.checkServerIdentity === undefined ? 'verify-full' : 'verify-ca';
}

export interface ToolStreams {
  readonly stdin?: (input: Writable) => Promise<void>;
  readonly stdout?: (output: Readable) => Promise<void>;
}

/**
 * Runs one of PostgreSQL's programs to its end.
 * @throws StartProblem with the last line that it said, when it fails or is not there
 */
export async function runTool(
  program: 'pg_dump' | 'pg_restore' | 'psql',
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  streams: ToolStreams = {},
): Promise<void> {
  const child = spawn(program, args, {
    env,
    stdio: [
      streams.stdin === undefined ? 'ignore' : 'pipe',
      streams.stdout === undefined ? 'ignore' : 'pipe',
      'pipe',
    ],
  });
  let said = '';
  child.stderr?.on(
    'data',
    (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-4_096)),
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new StartProblem(
          error.code === 'ENOENT'
            ? `${program} is not here: install PostgreSQL’s client programs (postgresql-client), of the server’s version or newer.`
            : `${program} cannot be run (${error.code ?? 'unknown'}).`,
        ),
      );
    });
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new StartProblem(`${program} failed: ${lineOf(said)}`));
    });
  });
  // A pipe to a program that ended breaks; why it ended says more.
  child.stdin?.on('error', () => undefined);
  try {
    await Promise.all([
      ended,
      child.stdin === null ? null : streams.stdin?.(child.stdin),
      child.stdout === null ? null : streams.stdout?.(child.stdout),
    ]);
  } catch (error) {
    child.kill();
    throw error;
  }
}

function lineOf(said: string): string {
  return (
    said
      .trim()
      .split('\n')
      .find((line) => /error/i.test(line)) ??
    said.trim().split('\n').at(-1) ??
    ''
  );
}
