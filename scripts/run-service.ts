import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };

export interface ServiceSettings {
  readonly port: number;
  readonly dataDir: string;
  /** Where the Core API is; Front's own when left out. */
  readonly frontApiUrl?: string;
  readonly databaseUrl?: string;
  /** The address that people know it by, such as one with a name; the bare network address when left out. */
  readonly publicUrl?: string;
  readonly logLevel?: string;
  /** More of its settings, such as those of single sign-on. */
  readonly more?: Readonly<Record<string, string>>;
  /** `inherit` shows the service's log; `ignore` keeps it quiet. */
  readonly output: 'inherit' | 'ignore';
}

export interface RunningService {
  readonly address: string;
  readonly dataDir: string;
  readonly pid: number;
  /** A short-lived token for scripts, made by the service's own command on this host. */
  accessToken(role?: 'admin' | 'member'): string;
  /** The set-up code of the first start, or a new one when an admin exists. */
  setupCode(): string;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would end it. */
  kill(): Promise<void>;
}

const MAIN = path.resolve('service/main.mjs');
/**
 * What `npm run service` gives to Node before the file. A call leaves nothing behind, so that room for
 * 16 MB of new objects does; the 64 MB that Node takes by itself make no call quicker (measured), and
 * the process a third larger.
 */
const NODE_OPTIONS = packageJson.scripts.service.split(' ').slice(1, -1);
/** A slow machine reads and compiles everything for the first time. */
const START_TIMEOUT_MS = 90_000;

/**
 * Starts the service as its own process, the way a company runs it, and waits until it can serve.
 * @throws Error when it ends or is not ready within 90 seconds
 */
export async function runService(settings: ServiceSettings): Promise<RunningService> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(settings.port),
    DATA_DIR: settings.dataDir,
    ...(settings.frontApiUrl === undefined ? {} : { FRONT_API_URL: settings.frontApiUrl }),
    ...(settings.databaseUrl === undefined ? {} : { DATABASE_URL: settings.databaseUrl }),
    ...(settings.publicUrl === undefined ? {} : { PUBLIC_URL: settings.publicUrl }),
    ...(settings.logLevel === undefined ? {} : { LOG_LEVEL: settings.logLevel }),
    ...settings.more,
  };
  const address = settings.publicUrl ?? `http://127.0.0.1:${settings.port}`;
  const child = spawn(process.execPath, [...NODE_OPTIONS, MAIN], {
    env,
    stdio: ['ignore', settings.output, settings.output],
  });
  await untilReady(address, child);

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    address,
    dataDir: settings.dataDir,
    // It answered, so it runs.
    pid: child.pid ?? 0,
    accessToken: (role = 'admin') => command(env, ['access-token', '--role', role, '--ttl', '1h']),
    setupCode: () => {
      const file = path.join(settings.dataDir, 'setup-code');
      const first = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
      return first === '' ? command(env, ['setup-code']) : first;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function command(env: NodeJS.ProcessEnv, args: readonly string[]): string {
  const done = spawnSync(process.execPath, [MAIN, ...args], { env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`service ${args.join(' ')}: ${done.stderr.trim()}`);
  return done.stdout.trim();
}

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`the service ended with ${child.exitCode}; its last line says why`);
    }
    const ready = await fetch(`${address}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`the service was not ready at ${address} within 90 seconds`);
}
