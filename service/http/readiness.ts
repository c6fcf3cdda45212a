import { Refusal } from '../refusal.ts';
import type { Keyring } from '../seal/keyring.ts';
import { MasterKeyChanged } from '../seal/master-key-changed.ts';
import { isDatabaseDown } from '../store/database-errors.ts';
import { readMigrations, unknownMigrations } from '../store/newer-schema.ts';
import type { Store } from '../store/open-store.ts';

/** Whether calls should be sent to this process: what a load balancer asks. */
export class Readiness {
  readonly #store: Store;
  readonly #keyring: Pick<Keyring, 'refresh'>;
  #draining = false;

  constructor(store: Store, keyring: Pick<Keyring, 'refresh'>) {
    this.#store = store;
    this.#keyring = keyring;
  }

  /** From here on it is not ready any more, while it goes on serving whoever still comes. */
  drain(): void {
    this.#draining = true;
  }

  /**
   * Returns when calls will be served.
   * @throws Refusal `unavailable` with the reason, which tells nothing that a stranger may not know
   */
  async check(): Promise<void> {
    if (this.#draining) throw notReady('This process is about to stop.');
    try {
      await this.#keyring.refresh();
      const applied = await readMigrations(this.#store.db);
      if (unknownMigrations(applied, this.#store.dialect).length > 0) {
        throw notReady('The database belongs to a newer version of the service.');
      }
    } catch (error) {
      if (error instanceof MasterKeyChanged) {
        throw notReady('The master key was changed, and the new one is not here.');
      }
      if (isDatabaseDown(error)) throw notReady('The database does not answer.');
      throw error;
    }
  }
}

function notReady(message: string): Refusal {
  return new Refusal('unavailable', { message });
}
