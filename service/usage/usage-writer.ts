import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';
import { UsageBatch, type CountedCall, type LastUse } from './usage-batch.ts';

const FLUSH_EVERY_MS = 1_000;

/**
 * Counts calls in memory and writes them once a second, so that no call waits for it. A batch is
 * numbered and its number is written with it: one whose commit broke off is tried again as it was,
 * and written once. Times only go forward, in whichever order replicas write. Only a crash loses
 * counts: those of its last second.
 */
export class UsageWriter {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;
  readonly #id = randomUUID();
  /** Taken from `#pending` and not known to be written; tried again before anything newer. */
  #under: UsageBatch | null = null;
  #number = 0;
  #pending = new UsageBatch();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  /** @param onError told of a batch that has to be tried again, and of operations that were not kept */
  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Counts that are not written yet, by token, day, operation and outcome. */
  get waiting(): number {
    return this.#pending.days.size + (this.#under?.days.size ?? 0);
  }

  /** Notes a call that goes out to Front. */
  use(last: LastUse): void {
    this.#pending.use(last);
    this.#soon();
  }

  /** Notes what became of a call. */
  count(call: CountedCall): void {
    this.#pending.count(call);
    this.#soon();
  }

  /** Writes what is pending. Never rejects: what could not be written stays pending. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  /** Stops the timer and writes the rest. */
  async close(): Promise<void> {
    await this.flush();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#store.db
      .deleteFrom('usage_batches')
      .where('writer', '=', this.#id)
      .execute()
      .catch(this.#onError);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // Nobody waits for this one; a failure is kept for the next round and told by `flush`.
      void this.flush();
    }, FLUSH_EVERY_MS);
  }

  async #writeAll(): Promise<void> {
    try {
      if (this.#under !== null) await this.#write(this.#under);
      if (this.#pending.isEmpty) return;
      this.#under = this.#pending;
      this.#pending = new UsageBatch();
      this.#number += 1;
      const { withoutDetail } = this.#under;
      if (withoutDetail > 0) {
        this.#onError(new Error(`${withoutDetail} calls are counted without their operation`));
      }
      await this.#write(this.#under);
    } catch (error) {
      this.#onError(error);
      this.#soon();
    }
  }

  async #write(batch: UsageBatch): Promise<void> {
    await this.#store.count(async (trx) => {
      const at = new Date().toISOString();
      const first = await trx
        .insertInto('usage_batches')
        .values({ writer: this.#id, batch: this.#number, at })
        .onConflict((oc) =>
          oc
            .column('writer')
            .doUpdateSet({ batch: this.#number, at })
            .where('usage_batches.batch', '<', this.#number),
        )
        .executeTakeFirst();
      if (Number(first.numInsertedOrUpdatedRows ?? 0) === 0) return;
      // In one order everywhere, so that two replicas do not lock each other out.
      for (const [id, { calls, last }] of [...batch.through].sort(byKey)) {
        const lastAt = last.at.toISOString();
        await trx
          .updateTable('tokens')
          .set({
            call_count: sql<number>`call_count + ${calls}`,
            last_used_at: sql<string>`case when last_used_at is null or last_used_at < ${lastAt} then ${lastAt} else last_used_at end`,
          })
          .where('id', '=', id)
          .execute();
        const shown = {
          at: lastAt,
          operation: last.operation,
          address: last.address,
          user_agent: last.userAgent,
        };
        await trx
          .insertInto('usage_last')
          .values({ token_id: id, ...shown })
          .onConflict((oc) =>
            oc.column('token_id').doUpdateSet(shown).where('usage_last.at', '<', lastAt),
          )
          .execute();
      }
      for (const [, count] of [...batch.days].sort(byKey)) {
        const lastAt = count.lastAt.toISOString();
        await trx
          .insertInto('usage_days')
          .values({
            token_id: count.tokenId,
            day: lastAt.slice(0, 10),
            operation: count.operation,
            outcome: count.outcome,
            calls: count.calls,
            last_at: lastAt,
          })
          .onConflict((oc) =>
            oc.columns(['token_id', 'day', 'operation', 'outcome']).doUpdateSet({
              calls: sql<number>`usage_days.calls + excluded.calls`,
              last_at: sql<string>`case when usage_days.last_at < excluded.last_at then excluded.last_at else usage_days.last_at end`,
            }),
          )
          .execute();
      }
    });
    this.#under = null;
  }
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
