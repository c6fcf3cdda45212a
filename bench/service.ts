import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { runService, type RunningService } from '../scripts/run-service.ts';
import type { Table } from './support/table.ts';

const SECONDS = 4;
const WARM_UP_SECONDS = 1;
const CONNECTIONS = 16;
const TOKENS = 500;

interface Load {
  readonly what: string;
  readonly target: number | null;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** `[<id>]` in it is another text in each call. */
  readonly body?: object;
}

/**
 * Calls a second over HTTP, on SQLite, against the service as its own process: every insert and
 * every reveal is on the disk with its audit row before it is answered.
 */
export default async function benchService(): Promise<Table> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'ftc-bench-'));
  process.env.LOG_LEVEL ??= 'info';
  const service = await runService({ port: await freePort(), dataDir, output: 'ignore' });
  try {
    const bearer = service.accessToken();
    const first = await seed(service, bearer);
    const loads: Load[] = [
      { what: 'GET /healthz', target: null, method: 'GET', path: '/healthz' },
      {
        what: 'GET /v1/tokens?limit=50',
        target: 2_000,
        method: 'GET',
        path: '/v1/tokens?limit=50',
      },
      {
        what: 'POST /v1/tokens/{id}/reveal',
        target: 1_000,
        method: 'POST',
        path: `/v1/tokens/${first}/reveal`,
        body: { via: 'reveal' },
      },
      {
        what: 'POST /v1/tokens',
        target: 1_000,
        method: 'POST',
        path: '/v1/tokens',
        body: issued('Bench [<id>]'),
      },
    ];
    const rows: string[][] = [];
    let health = 0;
    for (const load of loads) {
      await run(service, bearer, load, WARM_UP_SECONDS);
      const result = await run(service, bearer, load, SECONDS);
      health ||= result.perSecond;
      rows.push([
        load.what,
        Math.round(result.perSecond).toLocaleString('en'),
        (result.perSecond / health).toFixed(2),
        `${result.p50} ms`,
        `${result.p99} ms`,
        String(result.failed),
        load.target === null ? '' : `≥ ${load.target.toLocaleString('en')}`,
      ]);
    }
    return {
      title: `Token service on SQLite, ${TOKENS} tokens, ${CONNECTIONS} connections, ${cpus().length} cores shared with the load`,
      columns: ['call', 'per second', 'to /healthz', 'p50', 'p99', 'failed', 'target'],
      rows,
      notes: [
        `Each for ${SECONDS} s after ${WARM_UP_SECONDS} s of warming up; LOG_LEVEL=${process.env.LOG_LEVEL}; WAL, synchronous=FULL.`,
      ],
    };
  } finally {
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function issued(name: string): object {
  return { kind: 'issued', name, scopes: ['tags:read', 'contacts:read'], tags: ['bench'] };
}

async function seed(service: RunningService, bearer: string): Promise<string> {
  let first = '';
  for (let i = 0; i < TOKENS; i++) {
    const response = await fetch(`${service.address}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...issued(`System ${i} – nightly sync – production`),
        purpose: 'Copies contacts from there to here every night at two.',
        owner: 'Data team',
      }),
    });
    if (!response.ok) throw new Error(await response.text());
    first ||= ((await response.json()) as { id: string }).id;
  }
  return first;
}

interface Result {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Load from a process of its own, so that it does not share the service's event loop. */
function run(
  service: RunningService,
  bearer: string,
  load: Load,
  seconds: number,
): Promise<Result> {
  const args = [
    path.resolve('node_modules/autocannon/autocannon.js'),
    ...['--json', '--idReplacement', '-c', String(CONNECTIONS), '-d', String(seconds)],
    ...['-m', load.method, '-H', `authorization=Bearer ${bearer}`],
    ...(load.body === undefined
      ? []
      : ['-H', 'content-type=application/json', '-b', JSON.stringify(load.body)]),
    service.address + load.path,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', () => {
      const report = JSON.parse(text) as {
        '2xx': number;
        non2xx: number;
        errors: number;
        duration: number;
        latency: { p50: number; p99: number };
      };
      resolve({
        perSecond: report['2xx'] / report.duration,
        p50: report.latency.p50,
        p99: report.latency.p99,
        failed: report.non2xx + report.errors,
      });
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        resolve(address !== null && typeof address === 'object' ? address.port : 0),
      );
    });
  });
}
