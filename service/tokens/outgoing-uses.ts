import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';

interface Uses {
  calls: number;
  lastUsedAt: string;
}

const FLUSH_EVERY_MS = 1_000;

/**
 * Counts calls that still come with an old value, and writes them once a second, so that no call
 * waits. What can't be written is dropped after the log was told: the numbers help to find who has
 * not changed over yet, and nothing is decided by them.
 */
export class OutgoingUses {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;
  #pending = new Map<string, Uses>();
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Notes one call. `at` is ISO 8601. */
  record(digest: string, at: string): void {
    const known = this.#pending.get(digest);
    const lastUsedAt = known !== undefined && known.lastUsedAt > at ? known.lastUsedAt : at;
    this.#pending.set(digest, { calls: (known?.calls ?? 0) + 1, lastUsedAt });
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // Nobody waits for it; it never rejects.
      void this.#write();
    }, FLUSH_EVERY_MS);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#write();
  }

  async #write(): Promise<void> {
    const batch = [...this.#pending].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#pending = new Map();
    if (batch.length === 0) return;
    try {
      await this.#store.transaction(async (trx) => {
        for (const [digest, { calls, lastUsedAt }] of batch) {
          await trx
            .updateTable('outgoing_values')
            .set({
              call_count: sql<number>`call_count + ${calls}`,
              last_used_at: sql<string>`case when last_used_at is null or last_used_at < ${lastUsedAt} then ${lastUsedAt} else last_used_at end`,
            })
            .where('digest', '=', digest)
            .execute();
        }
      });
    } catch (error) {
      this.#onError(error);
    }
  }
}
