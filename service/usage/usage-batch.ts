import type { UsageOutcome } from '../../contract/usage.ts';

/** A call of a token, as it is counted. */
export interface CountedCall {
  readonly tokenId: string;
  readonly at: Date;
  /** Id of the operation; null where the call was none. */
  readonly operation: string | null;
  readonly outcome: UsageOutcome;
}

/** A call that was let through, as it is shown as the last use. */
export interface LastUse {
  readonly tokenId: string;
  readonly at: Date;
  readonly operation: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface DayCount {
  readonly tokenId: string;
  readonly operation: string;
  readonly outcome: UsageOutcome;
  calls: number;
  lastAt: Date;
}

const DAY_MS = 24 * 60 * 60_000;

interface Through {
  calls: number;
  last: LastUse;
}

/** Entries by operation at most; what comes on top while the database is down is counted without its operation. */
const MAX_DETAILS = 10_000;

/** What is to be written in one go. */
export class UsageBatch {
  readonly through = new Map<string, Through>();
  readonly days = new Map<string, DayCount>();
  /** What was counted last: most calls are like the one before them. */
  #last: { readonly count: DayCount; readonly day: number } | null = null;
  /** Calls whose operation was dropped, as memory is bounded. Their number is kept. */
  withoutDetail = 0;

  get isEmpty(): boolean {
    return this.through.size === 0 && this.days.size === 0;
  }

  /** Counts a call that goes out to Front. */
  use(last: LastUse): void {
    const known = this.through.get(last.tokenId);
    if (known === undefined) this.through.set(last.tokenId, { calls: 1, last });
    else {
      known.calls += 1;
      if (last.at >= known.last.at) known.last = last;
    }
  }

  /** Counts what became of a call. */
  count({ tokenId, at, operation, outcome }: CountedCall): void {
    // Called with every call: dates are written out when a batch is.
    const day = Math.floor(at.getTime() / DAY_MS);
    let kept = operation ?? '';
    const last = this.#last;
    if (
      last?.day === day &&
      last.count.tokenId === tokenId &&
      last.count.operation === kept &&
      last.count.outcome === outcome
    ) {
      add(last.count, at);
      return;
    }
    let key = `${tokenId} ${day} ${kept} ${outcome}`;
    if (!this.days.has(key) && this.days.size >= MAX_DETAILS && kept !== '') {
      this.withoutDetail += 1;
      kept = '';
      key = `${tokenId} ${day}  ${outcome}`;
    }
    let count = this.days.get(key);
    if (count === undefined) {
      count = { tokenId, operation: kept, outcome, calls: 0, lastAt: at };
      this.days.set(key, count);
    }
    add(count, at);
    this.#last = { count, day };
  }
}

function add(count: DayCount, at: Date): void {
  count.calls += 1;
  if (at > count.lastAt) count.lastAt = at;
}
