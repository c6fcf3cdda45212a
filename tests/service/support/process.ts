import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestDatabase } from './database.ts';

const MAIN = path.resolve('service/main.mjs');
const COMPILE_CACHE = path.join(tmpdir(), `ftc-compile-cache-${process.ppid}`);
const READY_TIMEOUT_MS = 30_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServiceProcess {
  readonly address: string;
  readonly pid: number;
  /** All that it has printed so far, both streams. */
  output(): string;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<Ended>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
  /** Runs a command beside it with the same settings; answers with what it printed. */
  command(...args: string[]): Promise<Ended>;
}

export type Settings = Readonly<Record<string, string | undefined>>;

/** The settings that a process on this database gets; nothing of this process's own leaks in. */
export function settingsFor(database: TestDatabase, port: number, more: Settings = {}): Settings {
  return {
    PORT: String(port),
    DATA_DIR: database.dataDir,
    DATABASE_URL: database.url,
    FRONT_API_URL: 'http://127.0.0.1:9',
    // Tests of other things are not slowed by the budget.
    FRONT_RATE_LIMIT: '10000',
    LOG_LEVEL: 'warn',
    ...more,
  };
}

/** Runs the service's program to its end. */
export async function runToEnd(settings: Settings, ...args: string[]): Promise<Ended> {
  return start(settings, args).ended;
}

/**
 * Starts the service as a process of its own and waits until it can serve.
 * @throws Error with its output when it ends instead
 */
export async function spawnService(settings: Settings): Promise<ServiceProcess> {
  const { child, output, ended } = start(settings, []);
  const address = `http://127.0.0.1:${settings.PORT ?? ''}`;
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the service did not start: ${output()}`);
    }
    const ready = await fetch(`${address}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    address,
    pid: child.pid ?? 0,
    output,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    command: (...args) => runToEnd(settings, ...args),
  };
}

function start(settings: Settings, args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    // Compiled once for all the starts of a run.
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILE_CACHE, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    process.removeListener('exit', killAtExit);
    return {
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout,
      stderr,
    };
  });
  return { child, ended, output: () => stdout + stderr };
}
