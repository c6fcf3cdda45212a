import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { openStore, type Store } from '../../service/store/open-store.ts';
import { emptyDatabase, type TestDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { holdableLine, type HeldLine } from './support/held-line.ts';
import { call } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import {
  settingsFor,
  spawnService,
  type ServiceProcess,
  type Settings,
} from './support/process.ts';

const CLIENTS = 9;
const CALLS_AFTERWARDS = 15;
const FIVE_MINUTES_MS = 300_000;
/** Starting processes takes its time on a busy machine; nothing below is decided by time. */
const TIMEOUT_MS = 120_000;

/** Has a process believe that it is earlier or later than it is. */
function clockOff(byMs: number): string {
  const code = `const R=Date;globalThis.Date=class extends R{constructor(...a){if(a.length===0)super(R.now()+${byMs});else super(...a)}static now(){return R.now()+${byMs}}}`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

describe('four replicas on one PostgreSQL, two with wrong clocks', { timeout: TIMEOUT_MS }, () => {
  let database: TestDatabase;
  let store: Store;
  let line: HeldLine;
  let front: Server;
  let sent: string[];
  let replicas: ServiceProcess[];
  let admin: { address: string; admin: string; member: string };
  let backedBy: string;

  beforeAll(async () => {
    // A Front that answers /tags at once, and /contacts for ever.
    front = createServer((request, response) => {
      sent.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      if (request.url !== '/contacts') {
        response.end('{}');
        return;
      }
      const timer = setInterval(() => response.write('drop '), 20);
      response.once('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    database = await emptyDatabase('postgres');
    line = await holdableLine(database.url);
    const frontUrl = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const start = async (more: Settings): Promise<ServiceProcess> =>
      spawnService(settingsFor(database, await freePort(), { FRONT_API_URL: frontUrl, ...more }));
    replicas = [
      await start({}),
      await start({ NODE_OPTIONS: clockOff(-FIVE_MINUTES_MS) }),
      await start({ NODE_OPTIONS: clockOff(FIVE_MINUTES_MS) }),
      await start({ DATABASE_URL: line.url }),
    ];
    const { stdout } = await replicas[0]!.command('access-token', '--role', 'admin');
    admin = { address: replicas[0]!.address, admin: stdout.trim(), member: '' };
    const reading = readConfig({ DATABASE_URL: database.url, DATA_DIR: database.dataDir });
    if (reading.kind === 'wrong') throw new Error(reading.problem);
    store = await openStore(reading.config.database);
    backedBy = (await call(admin, 'POST', '/v1/tokens', { body: aFront() })).body.id as string;
  }, TIMEOUT_MS);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.end('SIGKILL')));
    await store.close();
    await line.close();
    front.closeAllConnections();
    front.close();
    await database.remove();
  }, TIMEOUT_MS);
  beforeEach(() => {
    sent = [];
  });

  const valueOf = async (id: string): Promise<string> =>
    (await call(admin, 'POST', `/v1/tokens/${id}/reveal`, { body: { via: 'copy' } })).body.value;
  const issue = async (parts: object = {}) => {
    const { body } = await call(admin, 'POST', '/v1/tokens', {
      body: anIssued({ scopes: ['tags:read', 'contacts:read'], backedBy, ...parts }),
    });
    return { id: body.id as string, value: await valueOf(body.id as string) };
  };
  const remove = async (id: string): Promise<void> => {
    const { status } = await call(admin, 'DELETE', `/v1/tokens/${id}`, {
      headers: { 'if-match': '*' },
    });
    expect(status).toBe(204);
  };
  const through = async (on: ServiceProcess, value: string): Promise<number> => {
    const response = await fetch(`${on.address}/front/tags`, {
      headers: { authorization: `Bearer ${value}` },
    });
    await response.arrayBuffer();
    return response.status;
  };
  const onAll = (value: string) => Promise.all(replicas.map((replica) => through(replica, value)));
  /** Starts a download and resolves, at its first bytes, with a promise of its end. */
  const download = (on: ServiceProcess, value: string) =>
    new Promise<{ cut: Promise<boolean>; stop: () => void }>((resolve, reject) => {
      const request = httpRequest(`${on.address}/front/contacts`, {
        headers: { authorization: `Bearer ${value}` },
      });
      request.once('error', reject);
      request.once('response', (response) => {
        const cut = new Promise<boolean>((end) => {
          response.once('close', () => end(!response.complete));
        });
        // Its breaking is what is waited for.
        response.on('error', () => undefined);
        response.once('data', () => {
          response.resume();
          resolve({ cut, stop: () => request.destroy() });
        });
      });
      request.end();
    });
  const downloads = (value: string) =>
    Promise.all(replicas.map((replica) => download(replica, value)));
  const cutOf = (all: readonly { cut: Promise<boolean> }[]) =>
    Promise.all(all.map(({ cut }) => cut));
  const everywhere = <T>(what: T): T[] => replicas.map(() => what);

  /**
   * Clients call through all replicas while `end` is carried out, and go on after it has returned.
   * Answers with the statuses of calls that ended before it was begun and that started after it had
   * returned.
   */
  const checkedAround = async (value: string, end: () => Promise<void>) => {
    const before: number[] = [];
    const after: number[] = [];
    let phase: 'before' | 'during' | 'after' = 'before';
    const isStill = (asked: typeof phase): boolean => phase === asked;
    const client = async (index: number): Promise<void> => {
      for (let turn = index, left = CALLS_AFTERWARDS; left > 0; turn += 1) {
        const started = phase;
        // A call that was under way when its token ended may be cut in mid-answer; 0 says so.
        const status = await through(replicas[turn % replicas.length]!, value).catch(() => 0);
        // One that was still under way when the end began may meet either side of it.
        if (isStill('before')) before.push(status);
        if (started === 'after') {
          after.push(status);
          left -= 1;
        }
      }
    };
    const clients = Array.from({ length: CLIENTS }, (_, index) => client(index));
    await expect.poll(() => before.length, { timeout: TIMEOUT_MS }).toBeGreaterThan(30);
    phase = 'during';
    await end();
    phase = 'after';
    await Promise.all(clients);
    return {
      before: new Set(before.filter((status) => status !== 0)),
      after: new Set(after),
      count: after.length,
    };
  };

  test('no call that started after the delete returned is taken, and downloads are cut on all', async () => {
    const token = await issue();
    const under = await downloads(token.value);
    const seen = await checkedAround(token.value, () => remove(token.id));
    expect([...seen.before]).toEqual([200]);
    expect([...seen.after]).toEqual([401]);
    expect(seen.count).toBe(CLIENTS * CALLS_AFTERWARDS);
    expect(await cutOf(under)).toEqual(everywhere(true));
  });

  test('no call with an old value that started after its grace was ended is taken; the new one goes on', async () => {
    const token = await issue();
    await call(admin, 'POST', `/v1/tokens/${token.id}/rotate`, { body: { graceSeconds: 3_600 } });
    const value = await valueOf(token.id);
    const old = await downloads(token.value);
    const current = await downloads(value);
    const seen = await checkedAround(token.value, async () => {
      const { status } = await call(admin, 'POST', `/v1/tokens/${token.id}/end-grace`);
      expect(status).toBe(200);
    });
    expect([...seen.before]).toEqual([200]);
    expect([...seen.after]).toEqual([401]);
    expect(await cutOf(old)).toEqual(everywhere(true));
    expect(await onAll(value)).toEqual(everywhere(200));
    for (const one of current) one.stop();
  });

  test('without the Front token behind it nothing is sent, and downloads are cut on all', async () => {
    const { body } = await call(admin, 'POST', '/v1/tokens', { body: aFront() });
    const token = await issue({ backedBy: body.id });
    const under = await downloads(token.value);
    await remove(body.id as string);
    sent = [];
    expect(await onAll(token.value)).toEqual(everywhere(503));
    expect(sent).toEqual([]);
    expect(await cutOf(under)).toEqual(everywhere(true));
  });

  test('a token ends by the database’s clock, also where a replica’s is five minutes off', async () => {
    const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(store.db);
    const endsAt = new Date(rows[0]!.at.getTime() + 3_000);
    const token = await issue();
    const under = await downloads(token.value);
    // Not by the call, whose replica compares with its own clock what a person typed.
    const expire = (id: string, at: Date) =>
      store.db
        .updateTable('tokens')
        .set({ expires_at: at.toISOString() })
        .where('id', '=', id)
        .execute();
    await expire(token.id, endsAt);
    await expect
      .poll(
        async () =>
          (
            await sql<{ over: boolean }>`select clock_timestamp() > ${endsAt} as over`.execute(
              store.db,
            )
          ).rows[0]?.over,
        { timeout: TIMEOUT_MS },
      )
      .toBe(true);
    expect(await onAll(token.value)).toEqual(everywhere(401));
    expect(await cutOf(under)).toEqual(everywhere(true));
    // And the clock that is five minutes fast ends nothing too early.
    const other = await issue();
    await expire(other.id, new Date(endsAt.getTime() + 60_000));
    expect(await onAll(other.value)).toEqual(everywhere(200));
  });

  test('a replica that was stopped during the delete takes nothing when it wakes', async () => {
    const token = await issue();
    const paused = replicas[1]!;
    process.kill(paused.pid, 'SIGSTOP');
    sent = [];
    const waiting = [1, 2, 3].map(() => through(paused, token.value));
    await remove(token.id);
    process.kill(paused.pid, 'SIGCONT');
    expect(await Promise.all(waiting)).toEqual([401, 401, 401]);
    expect(sent).toEqual([]);
  });

  test('an answer of the database that is older than the delete opens nothing', async () => {
    const token = await issue();
    const slow = replicas[3]!;
    expect(await through(slow, token.value)).toBe(200);
    sent = [];
    const answered = line.hold();
    const waiting = through(slow, token.value);
    // The row was read while the token stood; the answer has not arrived.
    await answered;
    await remove(token.id);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    line.release();
    expect(await waiting).toBe(401);
    expect(sent).toEqual([]);
  });

  test('a replica that has lost the database takes nothing, and cuts what is under way', async () => {
    const token = await issue();
    const lost = replicas[3]!;
    const under = await download(lost, token.value);
    line.cut();
    sent = [];
    expect(await through(lost, token.value)).toBe(503);
    expect(sent).toEqual([]);
    expect(await under.cut).toBe(true);
    expect(await through(replicas[0]!, token.value)).toBe(200);
  });
});
