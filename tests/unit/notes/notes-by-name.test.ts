import { beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../contract/token.ts';
import { withDb } from '../../../utils/cache/companion-db.ts';
import { tokenRecord } from '../../../utils/cache/token-record.ts';
import { notesByName } from '../../../utils/notes/notes-by-name.ts';
import { aToken } from '../support/a-token.ts';
import { emptyBrowser } from '../support/start-companion.ts';

beforeEach(emptyBrowser);

async function cache(...tokens: Token[]): Promise<void> {
  await withDb(async (db) => {
    for (const token of tokens) await db.put('tokens', tokenRecord(token));
  });
}

async function idsFor(...names: string[]): Promise<string[]> {
  return (await notesByName(names)).map(({ id }) => id).sort();
}

describe('notes for the names on the settings page', () => {
  it('are found by the name as a person reads it', async () => {
    const token = aToken({ name: 'Caf\u00e9  Sync' });
    await cache(token);
    expect(await idsFor(' Cafe\u0301\nSync ')).toEqual([token.id]);
  });

  it('are not found by a name that only looks alike', async () => {
    await cache(aToken({ name: 'Zapier' }));
    expect(await idsFor('zapier', 'Zapier 2', 'Zap', '', ' ')).toEqual([]);
  });

  it('are those of the live token when a deleted one has the name too', async () => {
    const live = aToken({ name: 'Zapier' });
    await cache(aToken({ name: 'Zapier', status: 'deleted' }), live);
    expect(await idsFor('Zapier')).toEqual([live.id]);
  });

  it('are those of a deleted token when no live one has the name', async () => {
    const deleted = aToken({ name: 'Zapier', status: 'deleted' });
    await cache(deleted);
    expect(await idsFor('Zapier')).toEqual([deleted.id]);
  });

  it('come once for a name that is asked twice', async () => {
    const [a, b] = [aToken({ name: 'A' }), aToken({ name: 'B' })];
    await cache(a, b);
    expect(await idsFor('A', 'A ', 'B', 'nobody')).toEqual([a.id, b.id].sort());
  });

  it('tell that a token has expired by now', async () => {
    await cache(aToken({ name: 'A', expiresAt: '2020-01-01T00:00:00.000Z' }));
    expect((await notesByName(['A']))[0]?.status).toBe('expired');
  });
});
