import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';

interface Pending {
  calls: number;
  lastUsedAt: string;
}

const FLUSH_EVERY_MS = 1_000;

/**
 * Counts calls in memory and writes them once a second, so that no call waits for it. The time of
 * the last call never goes backwards, even when two replicas write in another order.
 */
export class UsageWriter {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;
  #pending = new Map<string, Pending>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Notes one call that was let through. */
  record(tokenId: string, at: Date): void {
    const known = this.#pending.get(tokenId);
    const lastUsedAt = at.toISOString();
    if (known === undefined) this.#pending.set(tokenId, { calls: 1, lastUsedAt });
    else {
      known.calls += 1;
      if (lastUsedAt > known.lastUsedAt) known.lastUsedAt = lastUsedAt;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // Nobody waits for this one; a failure is kept for the next round and logged by `flush`.
      void this.flush();
    }, FLUSH_EVERY_MS);
  }

  /** Writes what is pending. Never rejects: what could not be written stays pending. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Stops the timer and writes the rest. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.flush();
  }

  async #write(): Promise<void> {
    const batch = this.#pending;
    if (batch.size === 0) return;
    this.#pending = new Map();
    try {
      await this.#store.transaction(async (trx) => {
        // In one order everywhere, so that two replicas do not lock each other out.
        for (const [id, { calls, lastUsedAt }] of [...batch].sort(([a], [b]) => (a < b ? -1 : 1))) {
          await trx
            .updateTable('tokens')
            .set({
              call_count: sql<number>`call_count + ${calls}`,
              last_used_at: sql<string>`case when last_used_at is null or last_used_at < ${lastUsedAt} then ${lastUsedAt} else last_used_at end`,
            })
            .where('id', '=', id)
            .execute();
        }
      });
    } catch (error) {
      this.#onError(error);
      for (const [id, { calls, lastUsedAt }] of batch) {
        const newer = this.#pending.get(id);
        this.#pending.set(id, {
          calls: calls + (newer?.calls ?? 0),
          lastUsedAt:
            newer !== undefined && newer.lastUsedAt > lastUsedAt ? newer.lastUsedAt : lastUsedAt,
        });
      }
    }
  }
}
