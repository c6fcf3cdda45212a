import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import type { Me } from '../../../contract/member.ts';
import { closeDb, withDb } from '../../../utils/cache/companion-db.ts';
import { createChangesStore, type ChangesStore } from '../../../utils/outbox/changes-store.ts';
import { createOutbox, type Outbox } from '../../../utils/outbox/outbox.ts';
import type { ServiceClient } from '../../../utils/service/client.ts';

/** Where a worker is stopped: at its n-th step, before the step is done or when it is, unheard. */
export interface Death {
  readonly step: number;
  readonly when: 'before' | 'after';
}

/** One life of the background's outbox. */
export interface Life {
  readonly outbox: Outbox;
  /** How many steps it has begun: what it asked of its store or of the service. */
  readonly steps: () => number;
  /** Resolves when it has come to its death. */
  readonly died: Promise<'died'>;
}

interface LifeParts {
  readonly client: ServiceClient;
  readonly death?: Death;
  readonly now?: () => number;
  readonly store?: ChangesStore;
}

/**
 * Starts an outbox on what is stored. With a `death` it stops for ever at that step, as a worker
 * does that the browser has ended: nothing after it happens, and nobody gets an answer.
 */
export function startLife({ client, death, now = Date.now, store }: LifeParts): Life {
  let steps = 0;
  const never = new Promise<never>(() => undefined);
  let die = (_: 'died'): void => undefined;
  const died = new Promise<'died'>((resolve) => {
    die = resolve;
  });
  const dead = (): Promise<never> => {
    die('died');
    return never;
  };
  const mortal =
    <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      steps += 1;
      if (death !== undefined && steps > death.step) return never;
      if (death?.step === steps && death.when === 'before') return dead();
      const result = work(...args);
      if (death?.step !== steps) return result;
      await result.catch(() => undefined);
      return dead();
    };
  const real = store ?? createChangesStore();
  const outbox = createOutbox({
    store: {
      look: mortal(() => real.look()),
      add: mortal((...kept: Parameters<ChangesStore['add']>) => real.add(...kept)),
      apply: mortal((decide: Parameters<ChangesStore['apply']>[0]) => real.apply(decide)),
    },
    clientOf: () => {
      const call = (...args: Parameters<ServiceClient['call']>) => client.call(...args);
      return { ...client, call: mortal(call) as ServiceClient['call'] };
    },
    now,
    onStep: () => undefined,
    wakeAt: () => Promise.resolve(),
  });
  return { outbox, steps: () => steps, died };
}

export const ADDRESS = 'http://127.0.0.1:4180';

/** An empty database in which this person is signed in. */
export async function signedIn(me: Me, epoch = 'first'): Promise<void> {
  await closeDb();
  globalThis.indexedDB = new IDBFactory();
  await signInAs(me, epoch);
}

export async function signInAs(me: Me, epoch: string): Promise<void> {
  await withDb((db) =>
    db.put('state', {
      name: 'session',
      value: { kind: 'signed_in', address: ADDRESS, me, epoch },
    }),
  );
}
