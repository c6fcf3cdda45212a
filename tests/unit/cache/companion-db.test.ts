import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { DB_NAME, withDb } from '../../../utils/cache/companion-db.ts';
import { emptyBrowser } from '../support/start-companion.ts';

beforeEach(emptyBrowser);

const put = (draft: string) => withDb((db) => db.put('drafts', { key: 'k', draft }));
const get = async () => (await withDb((db) => db.get('drafts', 'k')))?.draft;

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
