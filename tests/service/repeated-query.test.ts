import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repeatedQuery } from '../../service/store/repeated-query.ts';
import { DATABASES } from './support/database.ts';
import { startService, type TestService } from './support/start-service.ts';

const insertSetting = repeatedQuery((db, row: { key: string; value: string }) =>
  db.insertInto('settings').values(row),
);
const keysOf = repeatedQuery((db, at: { value: string }) =>
  db
    .selectFrom('settings')
    .select('key')
    .where('key', 'like', 'repeated-%')
    .where('value', '=', at.value)
    .orderBy('key'),
);

// The same queries for both: each database has to get SQL of its own.
describe.each(DATABASES)('a repeated query on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  test('is asked with the parameters of each call, in and outside of a transaction', async () => {
    const { db } = service.store;
    await service.store.transaction((trx) => insertSetting(trx, { key: 'repeated-1', value: 'a' }));
    await insertSetting(db, { key: 'repeated-2', value: 'b' });
    // Named in another order than the first time.
    await insertSetting(db, { value: 'b', key: 'repeated-3' });
    expect(await keysOf(db, { value: 'a' })).toEqual([{ key: 'repeated-1' }]);
    expect(await keysOf(db, { value: 'b' })).toEqual([
      { key: 'repeated-2' },
      { key: 'repeated-3' },
    ]);
  });
});

test('on postgres a repeated query is planned once a connection', async () => {
  const service = await startService('postgres');
  try {
    await service.store.db.connection().execute(async (db) => {
      const plans = async () => {
        const { rows } = await sql<{ name: string; times: number }>`
          select name, generic_plans + custom_plans as times from pg_prepared_statements
          where statement like '%"settings" where "key" like%'`.execute(db);
        return rows;
      };
      await keysOf(db, { value: 'a' });
      const [before, ...others] = await plans();
      expect(others).toEqual([]);
      for (const value of ['a', 'b', 'a']) await keysOf(db, { value });
      expect(await plans()).toEqual([{ name: before?.name, times: (before?.times ?? 0) + 3 }]);
    });
  } finally {
    await service.stop();
  }
});
