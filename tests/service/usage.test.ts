import { afterEach, describe, expect, test } from 'vitest';
import type { Usage } from '../../contract/usage.ts';
import { UsageWriter } from '../../service/usage/usage-writer.ts';
import { sweepUsage } from '../../service/usage/sweep-usage.ts';
import { startFront } from '../front/start.ts';
import { DATABASES, type DatabaseKind } from './support/database.ts';
import { call, created, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A service before Front, and an issued token that may read tags. */
async function company(kind: DatabaseKind) {
  const front = await startFront({ rateLimit: 200 });
  open.push(front);
  const service = await startService(kind, { frontApiUrl: front.apiUrl });
  open.push({ close: () => service.stop() });
  const raw = await front.createToken({ name: 'Behind all', scopes: ['shared:*'] });
  const { id: backedBy } = await created(service, aFront({ value: raw.value }));
  const { id } = await created(service, anIssued({ scopes: ['tags:read'], backedBy }));
  return { front, service, id, value: await revealed(service, id) };
}

const usageOf = async (service: TestService, id: string, query = ''): Promise<Usage> =>
  (await call(service, 'GET', `/v1/tokens/${id}/usage${query}`, { as: 'member' })).body as Usage;

const through = (service: TestService, value: string, path: string, agent = 'nightly/1.0') =>
  fetch(`${service.address}/front${path}`, {
    headers: { authorization: `Bearer ${value}`, 'user-agent': agent },
  });

const counted = ({ rows }: Usage) =>
  Object.fromEntries(
    rows.map(({ operation, outcome, calls }) => [`${operation} ${outcome}`, calls]),
  );

const at = (time: string) => new Date(`2026-11-25T${time}Z`);
const aUse = (tokenId: string, time: string, userAgent = 'a script') => ({
  tokenId,
  at: at(time),
  operation: 'list-tags',
  address: '203.0.113.7',
  userAgent,
});
const aCount = (tokenId: string, time: string) => ({
  tokenId,
  at: at(time),
  operation: 'list-tags',
  outcome: '200' as const,
});
const ignore = () => undefined;

describe.each(DATABASES)('usage on %s', (kind) => {
  test('calls are counted by day, operation and status, refused ones with the reason and the scope', async () => {
    const { service, id, value } = await company(kind);
    for (let turn = 0; turn < 3; turn += 1) await (await through(service, value, '/tags')).text();
    await through(service, value, '/conversations');
    await through(service, value, '/no-such-thing');
    await through(service, value, '/tags//x');
    await expect
      .poll(async () => counted(await usageOf(service, id)), { timeout: 10_000 })
      .toEqual({
        'list-tags 200': 3,
        'list-conversations missing_scope': 1,
        'null unknown_operation': 1,
        'null bad_path': 1,
      });
    const { rows, lastUse } = await usageOf(service, id);
    expect(rows.find(({ outcome }) => outcome === 'missing_scope')).toMatchObject({
      scope: 'conversations:read',
      refusedHere: true,
    });
    expect(lastUse).toMatchObject({
      operation: 'list-tags',
      address: '127.0.0.1',
      userAgent: 'nightly/1.0',
    });
  });

  test('a token that a program sends as its name is not kept with the last use', async () => {
    const { service, id, value } = await company(kind);
    await (await through(service, value, '/tags', `script ${value}`)).text();
    await expect
      .poll(async () => (await usageOf(service, id)).lastUse?.userAgent, { timeout: 10_000 })
      .toBe('script [hidden]');
  });

  test('Front that cannot be reached is counted as that', async () => {
    const { front, service, id, value } = await company(kind);
    open.splice(open.indexOf(front), 1);
    await front.close();
    expect((await through(service, value, '/tags')).status).toBe(502);
    await expect
      .poll(async () => counted(await usageOf(service, id)), { timeout: 10_000 })
      .toEqual({ 'list-tags front_unreachable': 1 });
  });

  test('two writers at once lose nothing, and the last use never goes backwards', async () => {
    const { service, id } = await company(kind);
    const writers = [
      new UsageWriter(service.store, ignore),
      new UsageWriter(service.store, ignore),
    ];
    for (let turn = 0; turn < 20; turn += 1) {
      for (const [index, writer] of writers.entries()) {
        const time = index === 0 ? '10:00:00' : '09:00:00';
        writer.use(aUse(id, time, `writer ${index}`));
        writer.count(aCount(id, time));
      }
      await Promise.all(writers.map((writer) => writer.flush()));
    }
    await Promise.all(writers.map((writer) => writer.close()));
    const usage = await usageOf(service, id, '?days=400');
    expect(counted(usage)).toEqual({ 'list-tags 200': 40 });
    expect(usage.lastUse).toMatchObject({
      at: at('10:00:00').toISOString(),
      userAgent: 'writer 0',
    });
    const token = (await call(service, 'GET', `/v1/tokens/${id}`, { as: 'member' })).body;
    expect(token).toMatchObject({ callCount: 40, lastUsedAt: at('10:00:00').toISOString() });
    const left = await service.store.db.selectFrom('usage_batches').selectAll().execute();
    expect(left).toEqual([]);
  });

  test('a batch whose commit was reported as failed is written once', async () => {
    const { service, id } = await company(kind);
    const { store } = service;
    let broken = true;
    const breaksAfterCommit = Object.create(store, {
      count: {
        value: async (work: Parameters<typeof store.count>[0]) => {
          const done = await store.count(work);
          if (broken) throw new Error('the connection broke off after the commit');
          return done;
        },
      },
    }) as typeof store;
    const told: unknown[] = [];
    const writer = new UsageWriter(breaksAfterCommit, (error) => told.push(error));
    writer.count(aCount(id, '09:00:00'));
    await writer.flush();
    writer.count(aCount(id, '09:00:01'));
    await writer.flush();
    expect(told.length).toBeGreaterThanOrEqual(2);
    broken = false;
    await writer.close();
    expect(counted(await usageOf(service, id, '?days=400'))).toEqual({ 'list-tags 200': 2 });
  });

  test('while the database is down counts are kept, and memory is bounded', async () => {
    const { service, id } = await company(kind);
    const { store } = service;
    let down = true;
    const mayBeDown = Object.create(store, {
      count: {
        value: (work: Parameters<typeof store.count>[0]) =>
          down ? Promise.reject(new Error('down')) : store.count(work),
      },
    }) as typeof store;
    const told: string[] = [];
    const writer = new UsageWriter(mayBeDown, (error) => told.push((error as Error).message));
    writer.count(aCount(id, '09:00:00'));
    await writer.flush();
    for (let index = 0; index < 10_050; index += 1) {
      writer.count({ ...aCount(id, '09:00:00'), operation: `operation-${index}` });
    }
    down = false;
    await writer.close();
    const { rows } = await usageOf(service, id, '?days=400');
    expect(rows.reduce((sum, { calls }) => sum + calls, 0)).toBe(10_051);
    expect(rows.length).toBe(10_002);
    expect(told).toContain('50 calls are counted without their operation');
  });

  test('days are kept for 400 days, and no longer', async () => {
    const { service, id } = await company(kind);
    const writer = new UsageWriter(service.store, ignore);
    writer.count(aCount(id, '09:00:00'));
    await writer.close();
    const days = () => service.store.db.selectFrom('usage_days').select('day').execute();
    await sweepUsage(service.store, new Date(at('09:00:00').getTime() + 399 * 86_400_000));
    expect(await days()).toHaveLength(1);
    await sweepUsage(service.store, new Date(at('09:00:00').getTime() + 400 * 86_400_000));
    expect(await days()).toEqual([]);
  });

  test.each(['0', '401', '-1', 'x', '1e2'])('?days=%s is refused', async (days) => {
    const { service, id } = await company(kind);
    const path = `/v1/tokens/${id}/usage?days=${days}`;
    expect((await call(service, 'GET', path, { as: 'member' })).status).toBe(400);
  });
});
