import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../scripts/free-port.ts';
import { runService } from '../../scripts/run-service.ts';
import { startPostgres } from '../../tests/service/support/postgres-server.ts';
import { aFrontValue } from '../../tests/service/support/makers.ts';

/** Somebody who forwards calls, ready to be loaded. */
export interface Contestant {
  readonly name: string;
  /** Up to and with `/front`. */
  readonly address: string;
  readonly bearer: string;
  /** The process whose time and memory count. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Far above anything that is measured here: the limit is counted, and never reached. */
const NO_LIMIT = '10000000';

/** Answers of Front’s shape, of about 1 and 100 kB, by a bare `node:http` server of its own process. */
export async function startUpstream(folder: string): Promise<{ url: string } & Stoppable> {
  for (const [name, count] of [
    ['tags', 2],
    ['contacts', 250],
  ] as const) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(aPage(name, count)));
  }
  const port = await freePort();
  const { stop } = await startScript('upstream.ts', { PORT: String(port), FOLDER: folder });
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** What the gateway stands on, without its checks. */
export const BARE = 'node:http + undici, no checks';

/** One of everything that is compared; the ones of this project come last. */
export async function startContestants(folder: string, upstream: string): Promise<Contestant[]> {
  const postgres = await startPostgres();
  const companion = await startCompanion(
    'this gateway, PostgreSQL',
    folder,
    upstream,
    postgres.url,
  );
  return [
    await startNginxProxy(folder, upstream),
    await startProxyScript(BARE, 'bare-proxy.ts', folder, upstream),
    await startProxyScript('@fastify/http-proxy', 'fastify-proxy.ts', folder, upstream),
    await startProxyScript('better-auth + http-proxy', 'better-auth-proxy.ts', folder, upstream),
    await startCompanion('this gateway, SQLite', folder, upstream, null),
    {
      ...companion,
      stop: async () => {
        await companion.stop();
        await postgres.stop();
      },
    },
  ];
}

interface Stoppable {
  readonly stop: () => Promise<void>;
}

function aPage(resource: string, count: number): object {
  const link = (rest: string) => `https://acme.api.frontapp.com/${resource}${rest}`;
  return {
    _pagination: { next: link('?page_token=3c1f9b0e2a7d') },
    _links: { self: link('') },
    _results: Array.from({ length: count }, (_, i) => ({
      _links: { self: link(`/id_${i}`), related: { owner: link(`/id_${i}/owner`) } },
      id: `id_${i}`,
      name: `Number ${i}`,
      description: 'Somebody wrote a sentence here, to say what this one is good for and why.',
      is_private: false,
      updated_at: 1_790_000_000.5 + i,
    })),
  };
}

async function startNginxProxy(folder: string, upstream: string): Promise<Contestant> {
  const port = await freePort();
  const { pid, stop } = await startNginx(
    path.join(folder, 'proxy'),
    `upstream front { server ${new URL(upstream).host}; keepalive 256; keepalive_requests 100000000; }
    server {
      listen 127.0.0.1:${port} backlog=1024;
      location /front/ {
        proxy_pass http://front/;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Authorization "Bearer ${randomBytes(24).toString('hex')}";
      }
    }`,
  );
  return {
    name: 'nginx proxy_pass',
    address: `http://127.0.0.1:${port}/front`,
    bearer: 'x',
    pid,
    stop,
  };
}

async function startNginx(prefix: string, server: string): Promise<{ pid: number } & Stoppable> {
  const file = `${prefix}.conf`;
  writeFileSync(
    file,
    `daemon off; master_process off; worker_processes 1; pid ${prefix}.pid; error_log ${prefix}.log;
    events { worker_connections 1024; }
    http { access_log off; keepalive_requests 100000000; sendfile on; tcp_nodelay on;
      client_max_body_size 0; proxy_request_buffering off; proxy_max_temp_file_size 0;
      client_body_temp_path ${prefix}.body; proxy_temp_path ${prefix}.proxy;
      fastcgi_temp_path ${prefix}.fcgi; uwsgi_temp_path ${prefix}.uwsgi; scgi_temp_path ${prefix}.scgi;
      ${server} }`,
  );
  const child = spawn('nginx', ['-c', file], { stdio: 'ignore' });
  await once(child, 'spawn');
  return { pid: child.pid ?? 0, stop: () => end(child) };
}

async function startProxyScript(
  name: string,
  script: string,
  folder: string,
  upstream: string,
): Promise<Contestant> {
  const port = await freePort();
  const { word, pid, stop } = await startScript(script, {
    PORT: String(port),
    UPSTREAM: upstream,
    BEARER: randomBytes(24).toString('hex'),
    SECRET: randomBytes(24).toString('hex'),
    DATABASE_FILE: path.join(folder, 'better-auth.db'),
  });
  return { name, address: `http://127.0.0.1:${port}/front`, bearer: word || 'x', pid, stop };
}

/** Starts a script of this folder; `word` is what it says after that it is ready. */
async function startScript(
  script: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ word: string; pid: number } & Stoppable> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, script)], {
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const word = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('ready')) resolve(line.slice('ready '.length));
    });
    child.once('exit', () => reject(new Error(`${script} ended before it was ready`)));
  });
  return { word, pid: child.pid ?? 0, stop: () => end(child) };
}

export async function startCompanion(
  name: string,
  folder: string,
  upstream: string,
  postgres: string | null,
): Promise<Contestant> {
  process.env.FRONT_RATE_LIMIT = NO_LIMIT;
  const dataDir = path.join(folder, postgres === null ? 'sqlite' : 'postgres');
  const service = await runService({
    port: await freePort(),
    dataDir,
    frontApiUrl: upstream,
    logLevel: 'info',
    output: 'ignore',
    ...(postgres === null ? {} : { databaseUrl: postgres }),
  });
  const admin = service.accessToken();
  const call = async (at: string, body: object): Promise<{ id: string; value: string }> => {
    const response = await fetch(service.address + at, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${at}: ${await response.text()}`);
    return (await response.json()) as { id: string; value: string };
  };
  const scopes = ['tags:read', 'contacts:read', 'attachments:read', 'messages:send'];
  await call('/v1/tokens', {
    kind: 'front',
    name: 'Behind the bench',
    value: aFrontValue({ scopes }),
  });
  const token = await call('/v1/tokens', { kind: 'issued', name: 'Bench – load – tests', scopes });
  const { value } = await call(`/v1/tokens/${token.id}/reveal`, { via: 'reveal' });
  return {
    name,
    address: `${service.address}/front`,
    bearer: value,
    pid: service.pid,
    stop: () => service.stop(),
  };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Seconds of processor time that a process has had, all its threads together. Linux. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // utime and stime of proc(5), in clock ticks: 100 a second on every Linux that Node runs on.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Memory that a process holds, in MB. Linux. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
