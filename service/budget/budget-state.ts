/** Calls of one token in one pool. A pool is the company’s whole limit, or the part of it for searches. */
export interface Use {
  /** Granted out of the minute’s budget, in this window. */
  readonly used: number;
  /** Granted out of the burst, in this window. */
  readonly burst: number;
  /** Asked for in this window, granted or not. */
  readonly wanted: number;
  /** Asked for in the two windows before, newest first; null in the token’s first window. */
  readonly before: readonly [number, number] | null;
}

export interface TokenUse {
  /** Calls a minute that an admin allows at most; null for the fair share alone. */
  readonly cap: number | null;
  readonly general: Use;
  readonly search: Use;
}

/** One window of Front’s own count, as the answers’ headers tell of it. Times in ms of the database’s clock. */
export interface FrontWindow {
  /** `x-ratelimit-reset`, seconds since 1970 by Front’s clock: the window’s name. */
  readonly reset: number;
  readonly endsAt: number;
  readonly limit: number;
  /** The least that was told. */
  readonly remaining: number;
  /** The most and the least of the burst that was told; null where Front tells nothing. */
  readonly burst: readonly [most: number, least: number] | null;
  /** Answers that named this window, and calls whose answer never came. */
  readonly ours: number;
  /** False when windows overlap: then a window’s count says nothing about a minute. */
  readonly steady: boolean;
}

export const POOLS = ['general', 'search', 'exports'] as const;
/** What a call draws from. Searches and exports draw from `general` as well. */
export type Pool = (typeof POOLS)[number];

/** What all replicas share. Times are ms since 1970 by the database’s clock, so that replicas’ clocks may differ. */
export interface BudgetState {
  /** When this was written; time does not go backwards from here. */
  readonly at: number;
  readonly windowEndsAt: number;
  /** Front’s own word on the limit a minute; null until an answer told it. */
  readonly limit: number | null;
  readonly burstLimit: number | null;
  /** What is left of the tokens’ part of the burst; a fraction while it refills. Null: full. */
  readonly burst: number | null;
  /** Calls in this window that did not come through the gateway: at least so many. */
  readonly outside: number;
  /** Calls in this window that the service made itself, to ask whose a value is. */
  readonly own: number;
  /** Until when Front itself refuses, as its 429 said. */
  readonly blocked: Readonly<Partial<Record<Pool, number>>>;
  readonly lastExportAt: number;
  readonly tokens: Readonly<Record<string, TokenUse>>;
  /** Newest last; a window leaves when it is settled. */
  readonly windows: readonly FrontWindow[];
  /** The last `x-front-tier` that came with a 429. */
  readonly tier: { readonly name: string; readonly at: number } | null;
}

export const MINUTE_MS = 60_000;

export function emptyState(now: number): BudgetState {
  return {
    at: now,
    windowEndsAt: (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS,
    limit: null,
    burstLimit: null,
    burst: null,
    outside: 0,
    own: 0,
    blocked: {},
    lastExportAt: 0,
    tokens: {},
    windows: [],
    tier: null,
  };
}

export const NO_USE: Use = { used: 0, burst: 0, wanted: 0, before: null };
