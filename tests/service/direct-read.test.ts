import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repeatedRead } from '../../service/store/repeated-query.ts';
import { SqliteReader } from '../../service/store/sqlite-dialect.ts';
import type { Store } from '../../service/store/open-store.ts';
import { DATABASES } from './support/database.ts';
import { startService, type TestService } from './support/start-service.ts';

const valueOf = repeatedRead((db, at: { key: string }) =>
  db.selectFrom('settings').select('value').where('key', '=', at.key),
);

describe.each(DATABASES)('a direct read on %s', (kind) => {
  let service: TestService;
  let store: Store;
  beforeAll(async () => {
    service = await startService(kind);
    store = service.store;
  });
  afterAll(() => service.stop());

  const keep = (key: string, value: string) =>
    store.transaction((trx) => trx.insertInto('settings').values({ key, value }).execute());
  const read = async (key: string) => (await valueOf(store, { key })).map(({ value }) => value);

  test('sees what was committed before it was asked, each time anew', async () => {
    expect(await read('direct')).toEqual([]);
    await keep('direct', 'first');
    expect(await read('direct')).toEqual(['first']);
    await store.transaction((trx) =>
      trx.updateTable('settings').set({ value: 'second' }).where('key', '=', 'direct').execute(),
    );
    expect(await read('direct')).toEqual(['second']);
    await store.transaction((trx) =>
      trx.deleteFrom('settings').where('key', '=', 'direct').execute(),
    );
    expect(await read('direct')).toEqual([]);
  });

  test('sees nothing of a transaction that is under way, and does not wait for it', async () => {
    const seen = await store.transaction(async (trx) => {
      await trx.insertInto('settings').values({ key: 'under-way', value: 'x' }).execute();
      return read('under-way');
    });
    expect(seen).toEqual([]);
    expect(await read('under-way')).toEqual(['x']);
  });

  test('a row that was undone was never seen', async () => {
    let seen: string[] = [];
    const undone = store.transaction(async (trx) => {
      await trx.insertInto('settings').values({ key: 'undone', value: 'x' }).execute();
      seen = await read('undone');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect([seen, await read('undone')]).toEqual([[], []]);
  });

  test('is counted as a failure when it fails', async () => {
    const { other } = store.failures;
    const wrong = async () => store.read('select * from no_such_table', []);
    await expect(wrong()).rejects.toThrow('no_such_table');
    expect(store.failures.other).toBe(other + 1);
  });
});

test('a direct read on sqlite does not open again what was closed', () => {
  const reader = new SqliteReader('/no/such/file.db');
  reader.close();
  expect(() => reader.all('select 1', [])).toThrow('the database is closed');
});

// On PostgreSQL it is a connection like any other.
test('a direct read on sqlite can write nothing', async () => {
  const service = await startService('sqlite');
  try {
    const write = async () => service.store.read(`update settings set value = 'broken'`, []);
    await expect(write()).rejects.toThrow('readonly');
  } finally {
    await service.stop();
  }
});
