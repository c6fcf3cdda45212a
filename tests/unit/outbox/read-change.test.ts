import { deleteDB, openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { closeDb, DB_NAME, withDb } from '../../../utils/cache/companion-db.ts';
import { aToken } from '../support/a-token.ts';
import { aVersionedService } from '../support/a-versioned-service.ts';
import { signedIn, startLife } from '../support/an-outbox.ts';
import { ADA } from '../support/fake-service.ts';

const uuid = (): string => crypto.randomUUID();

describe('an update from a version that had no outbox', () => {
  it('keeps what the database held', async () => {
    await signedIn(ADA);
    await closeDb();
    await deleteDB(DB_NAME);
    const old = await openDB(DB_NAME, 1, {
      upgrade(db) {
        db.createObjectStore('state', { keyPath: 'name' });
        const tokens = db.createObjectStore('tokens', { keyPath: 'id' });
        tokens.createIndex('order', 'order');
        tokens.createIndex('pageName', 'pageName');
        db.createObjectStore('drafts', { keyPath: 'key' });
        db.createObjectStore('keys');
      },
    });
    await old.put('drafts', { key: 'edit-x', draft: 'typed' });
    old.close();
    expect(await withDb((db) => db.get('drafts', 'edit-x'))).toMatchObject({ draft: 'typed' });
    expect(await withDb((db) => db.count('outbox'))).toBe(0);
  });
});

describe('a record that this version can’t read', () => {
  it.each([
    { shape: 2, kind: 'edit' },
    { shape: 1, kind: 'merge_request' },
    { shape: 1, kind: 'edit', tokenId: 'tok_1', base: {}, patch: {}, state: { kind: 'waiting' } },
  ])('%o is left alone, and holds up nothing', async (odd) => {
    const record = {
      id: uuid(),
      owner: { address: 'http://127.0.0.1:4180', member: ADA.id },
      madeAt: 'x',
      ...odd,
    };
    await signedIn(ADA);
    const token = aToken();
    const service = aVersionedService(token);
    const { outbox } = startLife({ client: service.client });
    await withDb((db) => db.add('outbox', record));
    await outbox.edit({
      change: uuid(),
      by: ADA.id,
      id: token.id,
      base: token,
      patch: { purpose: 'new' },
      draft: null,
    });
    expect(service.writes()).toBe(1);
    expect(await withDb((db) => db.count('outbox'))).toBe(2);
  });
});
