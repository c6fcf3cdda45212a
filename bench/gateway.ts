import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import {
  BARE,
  residentMegabytes,
  startContestants,
  startUpstream,
  type Contestant,
} from './gateway/contestants.ts';
import { carry } from './gateway/large.ts';
import { fullLoad, steadyLoad, type Loaded } from './gateway/load.ts';
import type { Table } from './support/table.ts';

const SECONDS = 3;
const ROUNDS = 3;
/** Where there are targets: the middle of three says as much about the machine as about the gateway. */
const TARGET = { path: '/tags', connections: 32, rounds: 9 };
const CONNECTIONS = [1, 32, 128] as const;
const BODIES = [
  { size: '1 kB', path: '/tags' },
  { size: '100 kB', path: '/contacts' },
] as const;
const STEADY = { perSecond: 200, seconds: 5, rounds: 4 };
const LARGE_BYTES = 2 ** 30;
/** Before it is looked at, V8 has grown its heap and looked through all of it once. */
const MEMORY = { path: '/tags', connections: 32, calls: 100_000, warmUpSeconds: 45 };

/**
 * The gateway beside nginx (which only forwards), `@fastify/http-proxy` (the same), and better-auth's
 * API keys in front of the latter; and beside what it stands on, without a check. Everything that the
 * gateway does is on: row, scope, budget, links, usage, log.
 * @throws Error that says what to install when nginx or wrk is missing
 */
export default async function* benchGateway(): AsyncGenerator<Table> {
  for (const tool of ['nginx', 'wrk']) {
    if (spawnSync(tool, ['-v']).error !== undefined) {
      throw new Error(`${tool} is missing: run \`apt-get install -y nginx-light wrk\`.`);
    }
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'ftc-bench-'));
  const upstream = await startUpstream(folder);
  const contestants = await startContestants(folder, upstream.url);
  try {
    yield await measureThroughput(contestants);
    yield await measureLatency(contestants);
    yield await measureMemory(contestants);
    yield await measureLarge(contestants);
  } finally {
    for (const contestant of contestants) await contestant.stop();
    await upstream.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureThroughput(contestants: readonly Contestant[]): Promise<Table> {
  for (const contestant of contestants) await fullLoad(contestant, '/tags', 32, 2);
  const rows: string[][] = [];
  for (const body of BODIES) {
    for (const connections of CONNECTIONS) {
      const results = new Map<Contestant, Loaded[]>(contestants.map((one) => [one, []]));
      const isTarget = body.path === TARGET.path && connections === TARGET.connections;
      for (let round = 0; round < (isTarget ? TARGET.rounds : ROUNDS); round++) {
        for (const contestant of contestants) {
          const loaded = await fullLoad(contestant, body.path, connections, SECONDS);
          results.get(contestant)?.push(loaded);
        }
      }
      const middle = contestants.map((one) => middleOf(results.get(one) ?? []));
      rows.push(
        ...middle.map((loaded, i) => [
          `${body.size}, ${connections}: ${contestants[i]?.name ?? ''}`,
          Math.round(loaded.perSecond).toLocaleString('en'),
          ...middle.slice(0, 4).map((other) => (loaded.perSecond / other.perSecond).toFixed(2)),
          loaded.p50.toFixed(2),
          loaded.p99.toFixed(2),
          Math.round(loaded.cpuPerCall).toString(),
        ]),
      );
    }
  }
  return {
    title: `Gateway, calls a second by body and connections, ${cpus().length} cores shared with load and upstream`,
    columns: [
      'body, connections',
      'a second',
      'to nginx',
      'to no checks',
      'to http-proxy',
      'to better-auth',
      'p50 ms',
      'p99 ms',
      'CPU µs a call',
    ],
    rows,
    notes: [
      `The middle one of ${ROUNDS} rounds of ${SECONDS} s, in turns; of ${TARGET.rounds} at 1 kB and 32. Targets at 1 kB and 32: 0.50 to nginx, 1.00 to http-proxy, 8.00 to better-auth.`,
      'Everything on: the row of each call, scope, budget, links rewritten, usage, log. Upstream: bare node:http. CPU of the forwarding process alone.',
    ],
  };
}

function middleOf(results: readonly Loaded[]): Loaded {
  const sorted = [...results].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

async function measureLatency(contestants: readonly Contestant[]): Promise<Table> {
  const times = new Map<Contestant, number[]>(contestants.map((one) => [one, []]));
  for (let round = 0; round < STEADY.rounds; round++) {
    for (const contestant of contestants) {
      const { perSecond, seconds } = STEADY;
      times.get(contestant)?.push(...(await steadyLoad(contestant, '/tags', perSecond, seconds)));
    }
  }
  const at = (contestant: Contestant, share: number): number => {
    const sorted = [...(times.get(contestant) ?? [])].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  };
  const [nginx] = contestants;
  if (nginx === undefined) throw new Error('nothing to compare with');
  return {
    title: `Gateway, latency at ${STEADY.perSecond} calls a second, 1 kB`,
    columns: ['', 'p50 ms', 'p99 ms', 'added at p50', 'added at p99'],
    rows: contestants.map((one) => [
      one.name,
      ...[at(one, 0.5), at(one, 0.99)].map((ms) => ms.toFixed(2)),
      (at(one, 0.5) - at(nginx, 0.5)).toFixed(2),
      (at(one, 0.99) - at(nginx, 0.99)).toFixed(2),
    ]),
    notes: [
      `${STEADY.rounds} rounds of ${STEADY.seconds} s, in turns; calls leave at fixed times. Targets: at most 0.50 added at p50, 2.00 at p99.`,
    ],
  };
}

async function measureMemory(contestants: readonly Contestant[]): Promise<Table> {
  const rows: string[][] = [];
  for (const contestant of contestants.slice(1)) {
    /** @returns how many calls were made */
    const load = async (): Promise<number> => {
      // Long enough that a moment in which the machine does nothing is not all of it.
      const loaded = await fullLoad(contestant, MEMORY.path, MEMORY.connections, SECONDS);
      return loaded.perSecond * SECONDS;
    };
    for (let seconds = 0; seconds < MEMORY.warmUpSeconds; seconds += SECONDS) await load();
    const megabytes = [residentMegabytes(contestant.pid)];
    for (const calls of [MEMORY.calls / 2, MEMORY.calls / 2]) {
      for (let done = 0; done < calls;) done += await load();
      megabytes.push(residentMegabytes(contestant.pid));
    }
    rows.push([contestant.name, ...megabytes.map((value) => value.toFixed(0))]);
  }
  return {
    title: 'Gateway, memory in MB',
    columns: ['', `after ${MEMORY.warmUpSeconds} s under load`, '50,000 later', '100,000 later'],
    rows,
  };
}

async function measureLarge(contestants: readonly Contestant[]): Promise<Table> {
  const rows: string[][] = [];
  // The bare one is the floor for calls; it does not know how to pass a chunked body on.
  for (const contestant of contestants.filter(({ name }) => name !== BARE)) {
    for (const [method, path] of [
      ['GET', `/download/${LARGE_BYTES}`],
      ['POST', '/channels/cha_1/messages'],
    ] as const) {
      const { megabytes, seconds, memoryBefore, memoryMost } = await carry(
        contestant,
        method,
        path,
        LARGE_BYTES,
      );
      rows.push([
        `${contestant.name}, ${method}`,
        (megabytes / seconds).toFixed(0),
        memoryBefore.toFixed(0),
        memoryMost.toFixed(0),
      ]);
    }
  }
  return {
    title: 'Gateway, a body of 1 GB',
    columns: ['', 'MB a second', 'MB of memory before', 'the most meanwhile'],
    rows,
    notes: ['Looked at every 50 ms. Target: memory flat.'],
  };
}
