import type { Pool } from './budget-state.ts';

type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What one answer of Front says of the company’s limit (https://dev.frontapp.com/docs/rate-limiting). */
export interface RateFacts {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds since 1970, by Front’s clock. */
  readonly reset: number;
  /** How long the window still lasts, ms. At most a second too long, never too short. */
  readonly endsInMs: number;
  readonly burst: { readonly limit: number; readonly remaining: number } | null;
}

/**
 * Reads the headers of an answer.
 * @param now ms by this process’s clock; only stands in for an answer without a `date`
 * @returns null when Front tells nothing, or nothing that makes sense
 */
export function readRateFacts(headers: AnswerHeaders, now: number): RateFacts | null {
  const limit = numberIn(headers['x-ratelimit-limit']);
  if (limit === null || limit < 1) return null;
  const remaining = numberIn(headers['x-ratelimit-remaining']);
  const reset = numberIn(headers['x-ratelimit-reset']);
  if (remaining === null || reset === null) return null;
  const told = timeOf(String(headers.date));
  // By Front’s own clock: ours may be minutes off.
  const endsInMs = reset * 1_000 - (Number.isNaN(told) ? now : told);
  if (endsInMs < -MOST_OFF_MS || endsInMs > MOST_OFF_MS) return null;
  const burstLimit = numberIn(headers['x-ratelimit-burst-limit']);
  const burstRemaining = numberIn(headers['x-ratelimit-burst-remaining']);
  return {
    limit,
    remaining: Math.min(remaining, limit),
    reset,
    endsInMs,
    burst:
      burstLimit === null || burstRemaining === null
        ? null
        : { limit: burstLimit, remaining: Math.min(burstRemaining, burstLimit) },
  };
}

/** Front's date is the same text a whole second long. */
let lastDate = { text: '', at: Number.NaN };

function timeOf(text: string): number {
  if (text !== lastDate.text) lastDate = { text, at: Date.parse(text) };
  return lastDate.at;
}

/** A window lasts a minute; what ends much later is not what we think it is. */
const MOST_OFF_MS = 2 * 60_000;

/** A refusal of Front’s own: how long it holds, ms, and the tier it names. */
export interface FrontRefusal {
  readonly forMs: number;
  readonly tier: string | null;
  /** True when the whole company has to wait, not one kind of call alone. */
  readonly everything: boolean;
}

const LONGEST_WAIT_S = 600;
const TIER_CHARACTERS = 60;

/** Reads a 429 of Front’s: with calls remaining it is one tier’s limit. */
export function readRefusal(status: number, headers: AnswerHeaders): FrontRefusal | null {
  if (status !== 429) return null;
  const seconds = Math.min(numberIn(headers['retry-after']) ?? 1, LONGEST_WAIT_S);
  const tier = String(headers['x-front-tier'] ?? '').replace(/[^\w .:/-]/g, '');
  const spare =
    (numberIn(headers['x-ratelimit-remaining']) ?? 0) +
    (numberIn(headers['x-ratelimit-burst-remaining']) ?? 0);
  return {
    forMs: Math.max(seconds, 1) * 1_000,
    tier: tier === '' ? null : tier.slice(0, TIER_CHARACTERS),
    everything: spare === 0 && tier === '',
  };
}

function numberIn(header: string | string[] | undefined): number | null {
  const text = Array.isArray(header) ? header[0] : header;
  return text !== undefined && /^\d{1,12}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : null;
}

/** One window of Front’s, as far as one replica saw it since it reported last. */
export interface SeenWindow {
  readonly reset: number;
  readonly limit: number;
  readonly burstLimit: number | null;
  /** When it ends, ms by this process’s steady clock. */
  readonly endsAt: number;
  readonly remaining: number;
  readonly burst: readonly [most: number, least: number] | null;
  readonly answers: number;
}

/** What one replica learnt since it reported last. Adding reports up in any order gives the same. */
export interface FrontReport {
  readonly windows: readonly SeenWindow[];
  /** Calls that were sent and never answered: Front may have counted them. */
  readonly lost: number;
  /** Calls of the service itself, which asks whose a value is; no token made them. */
  readonly own: number;
  /** Until when Front refuses what, ms by this process’s steady clock. */
  readonly blocked: Readonly<Partial<Record<Pool, number>>>;
  readonly tier: string | null;
}

export const EMPTY_REPORT: FrontReport = { windows: [], lost: 0, own: 0, blocked: {}, tier: null };

export function isEmpty(report: FrontReport): boolean {
  return (
    report.windows.length === 0 &&
    report.lost === 0 &&
    report.own === 0 &&
    report.tier === null &&
    Object.keys(report.blocked).length === 0
  );
}

/** Adds one answer’s facts. @param now ms by the steady clock */
export function withFacts(report: FrontReport, facts: RateFacts, now: number): FrontReport {
  return withWindow(report, {
    reset: facts.reset,
    limit: facts.limit,
    burstLimit: facts.burst?.limit ?? null,
    endsAt: now + facts.endsInMs,
    remaining: facts.remaining,
    burst: facts.burst === null ? null : [facts.burst.remaining, facts.burst.remaining],
    answers: 1,
  });
}

function withWindow(report: FrontReport, seen: SeenWindow): FrontReport {
  const at = report.windows.findIndex(({ reset }) => isSameWindow(reset, seen.reset));
  const known = report.windows[at];
  if (known === undefined) return { ...report, windows: [...report.windows, seen] };
  return { ...report, windows: report.windows.with(at, joined(known, seen)) };
}

/** Both reports in one: the earlier could not be told. */
export function joinReports(earlier: FrontReport, later: FrontReport): FrontReport {
  const windows = later.windows.reduce(withWindow, earlier);
  const blocked = { ...earlier.blocked };
  for (const [pool, until] of Object.entries(later.blocked) as [Pool, number][]) {
    blocked[pool] = Math.max(blocked[pool] ?? 0, until);
  }
  return {
    windows: windows.windows,
    lost: earlier.lost + later.lost,
    own: earlier.own + later.own,
    blocked,
    tier: later.tier ?? earlier.tier,
  };
}

/** Front’s servers may round the end of one minute differently. */
export function isSameWindow(one: number, other: number): boolean {
  return Math.abs(one - other) <= 2;
}

function joined(a: SeenWindow, b: SeenWindow): SeenWindow {
  return {
    ...a,
    limit: b.limit,
    burstLimit: b.burstLimit ?? a.burstLimit,
    // Each is up to a second too late, none too early.
    endsAt: Math.min(a.endsAt, b.endsAt),
    remaining: Math.min(a.remaining, b.remaining),
    burst: joinedBurst(a.burst, b.burst),
    answers: a.answers + b.answers,
  };
}

/** The widest of what was told. */
export function joinedBurst(a: SeenWindow['burst'], b: SeenWindow['burst']): SeenWindow['burst'] {
  if (a === null || b === null) return a ?? b;
  return [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
}

/** Adds a refusal of Front’s own to a call of this pool. @param now ms by the steady clock */
export function withRefusal(
  report: FrontReport,
  pool: Pool,
  refusal: FrontRefusal,
  now: number,
): FrontReport {
  const tier = refusal.tier ?? report.tier;
  // A tier of plain calls is one resource’s, and blocks nothing else.
  if (!refusal.everything && pool === 'general') return { ...report, tier };
  const what = refusal.everything ? 'general' : pool;
  const until = Math.max(report.blocked[what] ?? 0, now + refusal.forMs);
  return { ...report, tier, blocked: { ...report.blocked, [what]: until } };
}
