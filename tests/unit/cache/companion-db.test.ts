import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { DB_NAME, withDb } from '../../../utils/cache/companion-db.ts';
import { readStart } from '../../../utils/cache/token-cache.ts';
import { tokenRecord } from '../../../utils/cache/token-record.ts';
import type { StoredSession } from '../../../utils/session/stored-session.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { openVersionOne } from '../support/version-one.ts';
import { emptyBrowser } from '../support/start-companion.ts';

beforeEach(emptyBrowser);

const put = (draft: string) => withDb((db) => db.put('drafts', { key: 'k', draft }));
const get = async () => (await withDb((db) => db.get('drafts', 'k')))?.draft;

/** The database as version 1 made it, with something in each store. */
async function leaveVersionOne(): Promise<void> {
  const old = await openVersionOne();
  await old.put('state', { name: 'session', value: SESSION });
  await old.put('tokens', tokenRecord(TOKEN));
  await old.put('drafts', { key: 'create-token', draft: { name: 'half typed' } });
  await old.put('keys', 'a key pair', 'dpop');
  old.close();
}

const TOKEN = aToken({ name: 'Warehouse' });
const SESSION: StoredSession = {
  kind: 'signed_in',
  address: 'https://tokens.example',
  me: ADA,
  epoch: 'first',
};

describe('an update from the previous version of the extension', () => {
  it('keeps who is signed in, the key, the tokens and what was typed, and can take changes', async () => {
    await leaveVersionOne();
    const kept = await withDb(async (db) => ({
      version: db.version,
      session: (await db.get('state', 'session'))?.value,
      key: await db.get('keys', 'dpop'),
      draft: (await db.get('drafts', 'create-token'))?.draft,
      waiting: await db.count('outbox'),
    }));
    expect(kept).toEqual({
      version: 2,
      session: SESSION,
      key: 'a key pair',
      draft: { name: 'half typed' },
      waiting: 0,
    });
    const { session, first } = await readStart(10);
    expect(session).toMatchObject({ kind: 'signed_in', me: { id: ADA.id } });
    expect(first.map(({ token }) => token)).toEqual([TOKEN]);
  });

  it('waits for nobody: a page of the old version that is still open lets go', async () => {
    await leaveVersionOne();
    const old = await openDB(DB_NAME, 1, {
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
      },
    });
    expect(await withDb((db) => Promise.resolve(db.version))).toBe(2);
    old.close();
  });
});

describe('the extension’s database', () => {
  it('lets itself be deleted, and is there again for the next use', async () => {
    await put('before');
    await deleteDB(DB_NAME);
    expect(await get()).toBeUndefined();
    await put('after');
    expect(await get()).toBe('after');
  });

  it('makes way for a newer version of itself', async () => {
    await put('before');
    const newer = await openDB(DB_NAME, 99);
    expect(newer.version).toBe(99);
    newer.close();
  });

  it('is opened anew when the browser has closed the connection', async () => {
    await put('before');
    await withDb((db) => {
      db.close();
      return Promise.resolve();
    });
    expect(await get()).toBe('before');
  });

  it('does work that failed for its own reasons only once', async () => {
    let runs = 0;
    const work = withDb(() => {
      runs += 1;
      return Promise.reject(new RangeError('own reason'));
    });
    await expect(work).rejects.toThrow('own reason');
    expect(runs).toBe(1);
  });
});
