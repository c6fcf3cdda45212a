import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Kysely, sql } from 'kysely';
import type { Database } from '../../service/store/schema.ts';
import { GroupCommit } from '../../service/store/group-commit.ts';
import { sweepExpired } from '../../service/auth/oidc-adapter.ts';
import { created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { bearer, startService, type TestService } from './support/start-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService('sqlite');
});
afterAll(() => service.stop());

const keep = (key: string, fail = false) =>
  service.store.transaction(async (trx) => {
    await trx.insertInto('settings').values({ key, value: 'x' }).execute();
    if (fail) throw new Error(`${key} was refused`);
    return key;
  });
const kept = async (prefix: string): Promise<string[]> => {
  const rows = await service.store.db
    .selectFrom('settings')
    .select('key')
    .where('key', 'like', `${prefix}%`)
    .orderBy('key')
    .execute();
  return rows.map((row) => row.key);
};

test('of a hundred transactions at once those that throw are undone, alone, and each is told its own end', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, (_, i) => keep(`many-${String(i).padStart(2, '0')}`, i % 3 === 0)),
  );
  for (const [i, result] of results.entries()) {
    expect(result.status).toBe(i % 3 === 0 ? 'rejected' : 'fulfilled');
  }
  expect(await kept('many-')).toEqual(
    results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
  );
});

test('a broken row breaks its own transaction and not its neighbours’', async () => {
  const results = await Promise.allSettled([keep('twice'), keep('twice'), keep('twice-other')]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await kept('twice')).toEqual(['twice', 'twice-other']);
});

test('when the commit itself fails, nobody is told that it went well', async () => {
  const { db } = service.store;
  await sql`create table parent (id integer primary key)`.execute(db);
  await sql`create table child (id integer references parent(id) deferrable initially deferred)`.execute(
    db,
  );
  const group = new GroupCommit(db);
  const results = await Promise.allSettled([
    group.run(() => Promise.resolve('first')),
    group.run((trx) => trx.insertInto('settings').values({ key: 'lost-a', value: 'x' }).execute()),
    // Checked at the commit, and wrong there.
    group.run((trx) => sql`insert into child values (1)`.execute(trx)),
    group.run((trx) => trx.insertInto('settings').values({ key: 'lost-b', value: 'x' }).execute()),
  ]);
  expect(results.map((result) => result.status)).toEqual([
    'rejected',
    'rejected',
    'rejected',
    'rejected',
  ]);
  expect(await kept('lost-')).toEqual([]);
  expect(await keep('afterwards')).toBe('afterwards');
});

/** Values of SQLite's `pragma synchronous`. */
const NORMAL = 1;
const FULL = 2;
async function synchronous(db: Kysely<Database>): Promise<number | undefined> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
  return rows[0]?.synchronous;
}

test('counts do not wait for the disk, all else does, also what shares a commit with a count', async () => {
  const { store } = service;
  expect(await store.count(synchronous)).toBe(NORMAL);
  expect(await store.transaction(synchronous)).toBe(FULL);
  expect(await Promise.all([store.count(synchronous), store.transaction(synchronous)])).toEqual([
    FULL,
    FULL,
  ]);
  await expect(store.count(() => Promise.reject(new Error('not counted')))).rejects.toThrow(
    'not counted',
  );
  expect(await synchronous(store.db)).toBe(FULL);
});

test('reads get their turn amid a flood of writes', async () => {
  let writing = true;
  const flood = Promise.all(Array.from({ length: 400 }, (_, i) => keep(`flood-${i}`))).then(
    () => (writing = false),
  );
  await service.store.db.selectFrom('settings').select('key').limit(1).execute();
  expect(writing).toBe(true);
  await flood;
});

test('a reveal or create that fails within a group leaves no trace of itself', async () => {
  const token = anIssued();
  const results = await Promise.allSettled([
    created(service, token),
    created(service, token),
    created(service, anIssued()),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
  const audit = await service.store.db
    .selectFrom('audit_events')
    .select('token_name')
    .where('token_name', '=', token.name)
    .execute();
  expect(audit).toHaveLength(1);
});

test('what has expired is swept, and nothing else', async () => {
  await bearer(service.store, 'member', 1);
  const count = async () =>
    (await service.store.db.selectFrom('access_tokens').select('id').execute()).length;
  const before = await count();
  await sweepExpired(service.store, new Date(Date.now() + 1_000));
  expect(await count()).toBe(before - 1);
});

test('after a reset that failed, no work is committed without waiting for the disk', async () => {
  const { db } = service.store;
  // Called with the connection that it belongs to.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const original = Kysely.prototype.executeQuery;
  let failures = 2;
  const group = new GroupCommit(db);
  // Connections are instances of the same class, made anew for each use.
  const spy = vi.spyOn(Kysely.prototype, 'executeQuery').mockImplementation(function (
    this: typeof db,
    query,
    ...rest
  ) {
    const isReset = 'sql' in query && query.sql === 'pragma synchronous = FULL';
    if (isReset && failures-- > 0) return Promise.reject(new Error('the disk is busy'));
    return original.call(this, query, ...rest);
  });
  expect(await group.run(() => Promise.resolve('counted'), 'crash')).toBe('counted');
  await expect(group.run(synchronous)).rejects.toThrow('the disk is busy');
  expect(await group.run(synchronous)).toBe(FULL);
  spy.mockRestore();
});
