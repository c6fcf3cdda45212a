import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { cpuSeconds, type Contestant } from './contestants.ts';

export interface Loaded {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the contestant’s processor time. */
  readonly cpuPerCall: number;
}

/**
 * As many calls as fit through so many connections, by wrk: it takes a twentieth of the processor
 * time that a load written in JavaScript takes, and here both share the cores.
 * @throws Error when a single answer is no 2xx
 */
export async function fullLoad(
  contestant: Contestant,
  path: string,
  connections: number,
  seconds: number,
): Promise<Loaded> {
  const before = cpuSeconds(contestant.pid);
  const report = await wrk([
    ...['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '30s'],
    ...['-H', `Authorization: Bearer ${contestant.bearer}`],
    contestant.address + path,
  ]);
  const cpu = cpuSeconds(contestant.pid) - before;
  const calls = Number(/(\d+) requests in/.exec(report)?.[1]);
  if (/Non-2xx|Socket errors/.test(report) || !(calls > 0)) {
    throw new Error(`${contestant.name}: ${report}`);
  }
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(report)?.[1]),
    p50: milliseconds(/ 50%\s+(\S+)/.exec(report)?.[1]),
    p99: milliseconds(/ 99%\s+(\S+)/.exec(report)?.[1]),
    cpuPerCall: (cpu / calls) * 1e6,
  };
}

/**
 * Calls at fixed times, whether earlier ones are answered or not, each timed from when it was due.
 * @returns milliseconds of every call, sorted
 */
export async function steadyLoad(
  contestant: Contestant,
  path: string,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const url = new URL(contestant.address + path);
  const pool = new Pool(url.origin, { connections: 16 });
  const headers = { authorization: `Bearer ${contestant.bearer}` };
  const times: Promise<number>[] = [];
  const start = performance.now();
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = start + (i * 1_000) / perSecond;
    while (performance.now() < due) await delay(Math.max(0, due - performance.now()));
    const begun = performance.now();
    times.push(
      pool.request({ method: 'GET', path: url.pathname, headers }).then(async (answer) => {
        await answer.body.dump();
        if (answer.statusCode !== 200) throw new Error(`${contestant.name}: ${answer.statusCode}`);
        return performance.now() - begun;
      }),
    );
  }
  const sorted = (await Promise.all(times)).sort((a, b) => a - b);
  await pool.close();
  return sorted;
}

function wrk(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', () => resolve(text));
  });
}

function milliseconds(text = ''): number {
  const [, number, unit] = /^([\d.]+)(us|ms|s)$/.exec(text) ?? [];
  return Number(number) * ({ us: 0.001, ms: 1, s: 1_000 }[unit ?? ''] ?? Number.NaN);
}
