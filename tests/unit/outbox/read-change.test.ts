import { describe, expect, it } from 'vitest';
import { withDb } from '../../../utils/cache/companion-db.ts';
import { aToken } from '../support/a-token.ts';
import { aVersionedService } from '../support/a-versioned-service.ts';
import { signedIn, startLife } from '../support/an-outbox.ts';
import { ADA } from '../support/fake-service.ts';

const uuid = (): string => crypto.randomUUID();

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
