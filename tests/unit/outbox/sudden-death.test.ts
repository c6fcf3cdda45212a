import { describe, expect, it } from 'vitest';
import { failed } from '../../../utils/messaging/failed.ts';
import { createChangesStore } from '../../../utils/outbox/changes-store.ts';
import type { ServiceClient } from '../../../utils/service/client.ts';
import { aToken } from '../support/a-token.ts';
import { aVersionedService } from '../support/a-versioned-service.ts';
import { signedIn, startLife, type Death } from '../support/an-outbox.ts';
import { ADA } from '../support/fake-service.ts';

const nobody = failed('unreachable', 'The token service can’t be reached.');
const changeId = () => crypto.randomUUID();

/** Every step of a life that is not cut short, and on which side of it the worker dies. */
async function everyDeath(run: (death?: Death) => Promise<number>): Promise<readonly Death[]> {
  const steps = await run();
  return Array.from({ length: steps }, (_, step) => step + 1).flatMap((step) => [
    { step, when: 'before' } as const,
    { step, when: 'after' } as const,
  ]);
}

describe('a worker that is stopped', () => {
  it('at any step of an edit loses nothing and makes nothing twice', async () => {
    const run = async (death?: Death): Promise<number> => {
      await signedIn(ADA);
      const base = aToken({ purpose: 'old' });
      const service = aVersionedService(base);
      const wanted = {
        change: changeId(),
        by: ADA.id,
        id: base.id,
        base,
        patch: { purpose: 'new' },
        draft: null,
      };
      const first = startLife({ client: service.client, ...(death && { death }) });
      const answered = await Promise.race([first.outbox.edit(wanted), first.died]);
      if (death !== undefined) {
        expect(answered).toBe('died');
        const second = startLife({ client: service.client });
        // The page got no answer, and asks once more.
        expect(await second.outbox.edit(wanted)).toMatchObject({ kind: 'sent' });
      }
      expect(service.tokens).toMatchObject([{ purpose: 'new', version: 2 }]);
      expect(service.writes()).toBe(1);
      const { mine } = await createChangesStore().look();
      expect(mine.map(({ kind }) => kind)).toEqual(['done']);
      return first.steps();
    };
    const deaths = await everyDeath(run);
    expect(deaths.length).toBeGreaterThan(12);
    for (const death of deaths) await run(death);
  });

  it('at any step after the edit was kept has it sent by the next start, though no page asks', async () => {
    const run = async (death?: Death): Promise<number> => {
      await signedIn(ADA);
      const base = aToken({ purpose: 'old' });
      const service = aVersionedService(base);
      const wanted = {
        change: changeId(),
        by: ADA.id,
        id: base.id,
        base,
        patch: { purpose: 'new' },
        draft: 'edit-x',
      };
      const first = startLife({ client: service.client, ...(death && { death }) });
      await Promise.race([first.outbox.edit(wanted), first.died]);
      const kept = (await createChangesStore().look()).mine.length === 1;
      await startLife({ client: service.client }).outbox.send('due');
      // Either nothing has happened at all and the page still has its form, or it arrives once.
      expect(service.tokens[0]?.purpose).toBe(kept ? 'new' : 'old');
      expect(service.writes()).toBe(kept ? 1 : 0);
      return first.steps();
    };
    for (const death of await everyDeath(run)) await run(death);
  });

  it('at any step of a create and of two edits behind it makes one token with both edits', async () => {
    const run = async (death?: Death): Promise<number> => {
      await signedIn(ADA);
      const service = aVersionedService();
      const before = startLife({
        client: { call: () => Promise.reject(nobody) } as unknown as ServiceClient,
      });
      const change = changeId();
      const kept = await before.outbox.create({
        change,
        by: ADA.id,
        token: { kind: 'issued', name: 'Sync', scopes: ['contacts:read'] },
        draft: null,
      });
      const id = kept.kind === 'waiting' ? kept.id : '';
      const shown = aToken({ id, name: 'Sync', version: 0 });
      await before.outbox.edit({
        change: changeId(),
        by: ADA.id,
        id,
        base: shown,
        patch: { purpose: 'one', owner: 'A' },
        draft: null,
      });
      await before.outbox.edit({
        change: changeId(),
        by: ADA.id,
        id,
        base: { ...shown, purpose: 'one', owner: 'A' },
        patch: { purpose: 'two' },
        draft: null,
      });
      const first = startLife({ client: service.client, ...(death && { death }) });
      await Promise.race([first.outbox.send('asked'), first.died]);
      await startLife({ client: service.client }).outbox.send('asked');
      expect(service.tokens).toMatchObject([
        { name: 'Sync', purpose: 'two', owner: 'A', version: 3 },
      ]);
      expect(service.writes()).toBe(3);
      const { mine } = await createChangesStore().look();
      expect(mine.map((one) => one.kind)).toEqual(['done', 'done', 'done']);
      return first.steps();
    };
    const deaths = await everyDeath(run);
    expect(deaths.length).toBeGreaterThan(20);
    for (const death of deaths) await run(death);
  });
});
