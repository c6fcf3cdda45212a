import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartProblem } from '../start-problem.ts';
import { openStore } from '../store/open-store.ts';
import { libpqEnvironment, runTool } from './postgres-tools.ts';
import { asideName, type Staged } from './staged.ts';

const STAGE = 'restore_staging';
const HOLD = 'restore_hold';
/** A connection that was closed a moment ago is still counted for a while. */
const GONE_WITHIN_MS = 3_000;
const LOOK_AGAIN_MS = 100;

/**
 * Brings the backup into a schema of its own in the same database. A dump names its schema, so that
 * it is brought in under that name and renamed, in one transaction: nobody else ever sees it.
 */
export async function stagePostgres(
  url: string,
  backup: { readonly file: string; readonly schema: string },
  now: Date,
): Promise<Staged> {
  const schema = pg.escapeIdentifier(backup.schema);
  const drop = (): Promise<void> => run(url, [`drop schema if exists ${STAGE} cascade`]);
  await checkSchema(url, backup.schema);
  await drop();
  const environment = libpqEnvironment(url);
  await runTool(
    'psql',
    // Its own `--single-transaction` would keep half a script when this process is killed.
    ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--file=-'],
    environment,
    {
      stdin: async (input) => {
        input.write(
          `begin;\nalter schema ${schema} rename to ${HOLD};\ncreate schema ${schema};\n`,
        );
        await runTool(
          'pg_restore',
          ['--file=-', '--no-owner', '--no-privileges', `--schema=${backup.schema}`, backup.file],
          environment,
          {
            stdout: async (output) => {
              for await (const chunk of output) await written(input, chunk as Buffer);
            },
          },
        );
        input.end(
          `\nalter schema ${schema} rename to ${STAGE};\nalter schema ${HOLD} rename to ${schema};\ncommit;\n`,
        );
      },
    },
  );
  return {
    store: await openStore({ kind: 'postgres', url: inSchema(url, STAGE) }),
    take: async () => {
      const aside = asideName(now);
      await checkUnused(url);
      await run(url, [
        `alter schema ${schema} rename to ${aside}`,
        `alter schema ${STAGE} rename to ${schema}`,
      ]);
      return `schema ${aside}`;
    },
    drop,
  };
}

/** Waits until there is room again, or until nobody reads any more. */
async function written(to: Writable, chunk: Buffer): Promise<void> {
  if (to.destroyed || to.write(chunk)) return;
  await new Promise<void>((resolve) => {
    to.once('drain', resolve);
    to.once('close', resolve);
  });
}

/** @throws StartProblem when somebody else is connected, such as a service that runs */
export async function checkUnused(url: string): Promise<void> {
  const deadline = Date.now() + GONE_WITHIN_MS;
  for (;;) {
    const others = await query<{ count: number }>(
      url,
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend'`,
    );
    const count = others[0]?.count ?? 0;
    if (count === 0) return;
    if (Date.now() > deadline) {
      throw new StartProblem(
        `${count} other connections use the database. Stop the service on every host, then restore.`,
      );
    }
    await delay(LOOK_AGAIN_MS);
  }
}

async function checkSchema(url: string, made: string): Promise<void> {
  const [row] = await query<{ schema: string | null }>(url, 'select current_schema() as schema');
  if (row?.schema === made) return;
  throw new StartProblem(
    `The backup is of the schema “${made}”, and DATABASE_URL leads to “${row?.schema ?? 'none'}”.`,
  );
}

/** The same database, with another schema in the place of the usual one. */
function inSchema(url: string, schema: string): string {
  const changed = new URL(url);
  const before = changed.searchParams.get('options');
  changed.searchParams.set('options', `${before ?? ''} -c search_path=${schema}`.trim());
  return changed.href;
}

/** All statements in one transaction. */
function run(url: string, statements: readonly string[]): Promise<void> {
  return withClient(url, async (client) => {
    await client.query(['begin', ...statements, 'commit'].join(';\n'));
  });
}

function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(text)).rows);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } catch (error) {
    if (error instanceof pg.DatabaseError) {
      throw new StartProblem(`The database refuses the restore: ${error.message}.`);
    }
    throw error;
  } finally {
    await client.end();
  }
}
