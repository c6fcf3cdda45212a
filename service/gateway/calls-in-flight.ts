import type { ServerResponse } from 'node:http';
import type { Log } from '../http/log.ts';
import type { Store } from '../store/open-store.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * The calls whose answer is still on its way, by token. A token's delete ends its calls: at once
 * where it was deleted in this process, within a second where another replica did it.
 */
export class CallsInFlight {
  readonly #store: Store;
  readonly #log: Log;
  readonly #calls = new Map<string, Set<ServerResponse>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** Keeps a call in view until its connection closes or its answer is out. */
  add(tokenId: string, response: ServerResponse): void {
    // Its `close` has been, and would be waited for until the process ends.
    if (response.destroyed) return;
    const calls = this.#calls.get(tokenId) ?? new Set();
    this.#calls.set(tokenId, calls.add(response));
    response.once('close', () => {
      calls.delete(response);
      if (calls.size === 0 && this.#calls.get(tokenId) === calls) this.#calls.delete(tokenId);
    });
    this.#lookLater();
  }

  /** Breaks off every call of a token. A broken connection is the one honest sign in mid-answer. */
  cut(tokenId: string): void {
    for (const response of this.#calls.get(tokenId) ?? []) response.destroy();
  }

  /** Calls in view, of all tokens. */
  get size(): number {
    return [...this.#calls.values()].reduce((sum, calls) => sum + calls.size, 0);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #lookLater(): void {
    this.#timer ??= setTimeout(() => {
      // Nobody waits for it; `#look` never rejects.
      void this.#look();
    }, LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const ids = [...this.#calls.keys()];
    try {
      if (ids.length > 0) {
        const live = await this.#store.db
          .selectFrom('tokens')
          .select('id')
          .where('id', 'in', ids)
          .where('deleted_at', 'is', null)
          .execute();
        const alive = new Set(live.map((row) => row.id));
        for (const id of ids) if (!alive.has(id)) this.cut(id);
      }
    } catch (error) {
      this.#log.error({ err: error }, 'calls in flight could not be checked; trying again');
    }
    const stopped = this.#timer === null;
    this.#timer = null;
    if (!stopped && this.#calls.size > 0) this.#lookLater();
  }
}
