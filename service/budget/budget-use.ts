import { sql, type Kysely } from 'kysely';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import { MINUTE_MS } from './budget-state.ts';

/** Stands where a token’s id would: calls that did not come through the gateway. */
export const OUTSIDE = 'outside';

export type Span = Database['budget_use']['span'];

export interface Used {
  readonly tokenId: string;
  readonly at: Date;
  readonly calls: number;
  readonly refused: number;
}

/** How many characters of an ISO moment name the span that it is in. */
const NAMED_BY: Readonly<Record<Span, number>> = { minute: 16, hour: 13, day: 10 };
const ZERO = '0000-00-00T00:00:00.000Z';
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How long the rows of each span are kept. */
const KEPT_MS: Readonly<Record<Span, number>> = {
  minute: 2 * HOUR_MS,
  hour: 8 * DAY_MS,
  day: 400 * DAY_MS,
};
const SPANS = Object.keys(KEPT_MS) as Span[];

/** The beginning of the minute, hour or day (UTC) that a moment is in, ISO 8601. */
export function spanStart(span: Span, at: Date): string {
  const length = NAMED_BY[span];
  return at.toISOString().slice(0, length) + ZERO.slice(length);
}

/** Adds calls to the minute, the hour and the day that they were made in. */
export async function addUse(trx: Kysely<Database>, used: Used): Promise<void> {
  const { tokenId, at, calls, refused } = used;
  await trx
    .insertInto('budget_use')
    .values(
      SPANS.map((span) => ({
        span,
        starts_at: spanStart(span, at),
        token_id: tokenId,
        calls,
        refused,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['span', 'starts_at', 'token_id']).doUpdateSet({
        calls: sql<number>`budget_use.calls + excluded.calls`,
        refused: sql<number>`budget_use.refused + excluded.refused`,
      }),
    )
    .execute();
}

type Pending = { -readonly [Field in keyof Used]: Used[Field] };

const FLUSH_EVERY_MS = 1_000;
const TIDY_EVERY_MS = 10 * 60_000;

/** Counts calls in memory and writes them once a second, so that no call waits for it. */
export class BudgetUse {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;
  #pending = new Map<string, Pending>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #tidiedAt = 0;

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Notes one call that the budget let through, or refused. */
  record(tokenId: string, what: 'call' | 'refused', at: Date): void {
    // Called with every call: as little as possible is made anew.
    const key = `${Math.floor(at.getTime() / MINUTE_MS)} ${tokenId}`;
    const known = this.#pending.get(key);
    if (known === undefined) {
      const first = what === 'call' ? { calls: 1, refused: 0 } : { calls: 0, refused: 1 };
      this.#pending.set(key, { tokenId, at, ...first });
    } else if (what === 'call') known.calls += 1;
    else known.refused += 1;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // Nobody waits for this one; a failure is told to `onError`.
      void this.flush();
    }, FLUSH_EVERY_MS);
  }

  /** Writes what is pending. Never rejects: what could not be written stays pending. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

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
      await this.#store.count(async (trx) => {
        // In one order everywhere, so that two replicas do not lock each other out.
        for (const [, used] of [...batch].sort(([a], [b]) => (a < b ? -1 : 1))) {
          await addUse(trx, used);
        }
        await this.#tidy(trx);
      });
    } catch (error) {
      this.#onError(error);
      for (const [key, used] of batch) {
        const newer = this.#pending.get(key);
        this.#pending.set(key, {
          ...used,
          calls: used.calls + (newer?.calls ?? 0),
          refused: used.refused + (newer?.refused ?? 0),
        });
      }
    }
  }

  async #tidy(trx: Kysely<Database>): Promise<void> {
    const now = Date.now();
    if (now - this.#tidiedAt < TIDY_EVERY_MS) return;
    this.#tidiedAt = now;
    for (const span of SPANS) {
      await trx
        .deleteFrom('budget_use')
        .where('span', '=', span)
        .where('starts_at', '<', new Date(now - KEPT_MS[span]).toISOString())
        .execute();
    }
  }
}
