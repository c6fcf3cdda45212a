import { allowanceOf, type BudgetSettings } from './allowance.ts';
import { MINUTE_MS, type BudgetState, type FrontWindow, type Pool } from './budget-state.ts';
import { isSameWindow, joinedBurst, type FrontReport, type SeenWindow } from './front-report.ts';
import { beginWindow } from './roll-state.ts';

/** A window is judged when every call in it has its answer or was given up (headers: 60 s). */
const SETTLED_AFTER_MS = 65_000;
/** Windows are a minute apart. Ends that come closer are a sliding count, of which nothing is concluded. */
const LEAST_APART_S = 50;

/**
 * Adds what a replica saw to what all know.
 * @param state rolled to now
 * @param reporterNow ms by the clock that the report’s times are of
 */
export function learnFromFront(
  state: BudgetState,
  settings: BudgetSettings,
  report: FrontReport,
  reporterNow: number,
): BudgetState {
  const toShared = state.at - reporterNow;
  let windows = state.windows;
  for (const seen of report.windows) windows = withSeen(windows, seen, toShared);
  if (report.lost > 0) windows = withLost(windows, report.lost);
  const blocked = { ...state.blocked };
  for (const [pool, until] of Object.entries(report.blocked) as [Pool, number][]) {
    blocked[pool] = Math.max(blocked[pool] ?? 0, until + toShared);
  }
  const newest = report.windows.reduce<SeenWindow | null>(
    (found, seen) => (found === null || seen.reset > found.reset ? seen : found),
    null,
  );
  const learnt: BudgetState = {
    ...state,
    windows,
    own: state.own + report.own,
    blocked,
    tier: report.tier === null ? state.tier : { name: report.tier, at: state.at },
    limit: newest?.limit ?? state.limit,
    burstLimit: newest?.burstLimit ?? state.burstLimit,
  };
  return newest === null ? learnt : inStep(learnt, settings);
}

/** Puts our window in step with Front’s, and counts what Front has counted beyond our calls. */
function inStep(before: BudgetState, settings: BudgetSettings): BudgetState {
  const current = before.windows.at(-1);
  if (current === undefined || !current.steady || current.endsAt <= before.at) return before;
  const windowEndsAt = Math.min(current.endsAt, before.at + MINUTE_MS);
  // Front has begun a new minute, a moment before we would have.
  const isNext = windowEndsAt - before.windowEndsAt > MINUTE_MS / 2;
  const state = isNext ? beginWindow(before, windowEndsAt, 1) : { ...before, windowEndsAt };
  const granted = Object.values(state.tokens).reduce(
    (sum, { general }) => sum + general.used + general.burst,
    0,
  );
  // Calls granted since the answer was written make this too small, never too large.
  const outside = Math.max(usedIn(current) - granted - state.own, state.outside);
  const { burst: full } = allowanceOf(state, settings);
  if (current.burst === null) return { ...state, outside };
  const keptBurst = (state.burstLimit ?? full) - full;
  const burst = Math.min(state.burst ?? full, Math.max(current.burst[1] - keptBurst, 0));
  return { ...state, outside, burst: burst === full ? null : burst };
}

/** Calls that Front has counted in a window; of the burst at least so many. */
function usedIn({ limit, remaining, burst }: FrontWindow): number {
  return limit - remaining + (burst === null ? 0 : burst[0] - burst[1]);
}

function withSeen(
  windows: readonly FrontWindow[],
  seen: SeenWindow,
  toShared: number,
): readonly FrontWindow[] {
  const endsAt = seen.endsAt + toShared;
  const at = windows.findIndex(({ reset }) => isSameWindow(reset, seen.reset));
  const known = windows[at];
  if (known !== undefined) {
    return windows.with(at, {
      ...known,
      limit: seen.limit,
      endsAt: Math.min(known.endsAt, endsAt),
      remaining: Math.min(known.remaining, seen.remaining),
      burst: joinedBurst(known.burst, seen.burst),
      ours: known.ours + seen.answers,
    });
  }
  const overlaps = (other: FrontWindow): boolean =>
    Math.abs(other.reset - seen.reset) < LEAST_APART_S;
  const steady = !windows.some(overlaps);
  const { reset, limit, remaining, burst, answers: ours } = seen;
  return [
    ...windows.map((other) => (overlaps(other) ? { ...other, steady: false } : other)),
    { reset, endsAt, limit, remaining, burst, ours, steady },
  ].sort((a, b) => a.reset - b.reset);
}

/** A call without an answer may have been counted in any window of late. */
function withLost(windows: readonly FrontWindow[], lost: number): readonly FrontWindow[] {
  return windows.map((window) => ({ ...window, ours: window.ours + lost }));
}

/** Calls past the gateway in one minute, and when that minute began (ms). */
export interface OutsideCalls {
  readonly startedAt: number;
  readonly calls: number;
}

/**
 * Judges the windows that are over for good: what Front counted beyond our answers came from
 * elsewhere, by a raw Front token. It is a lower bound: calls after our last answer are not seen,
 * and every call of ours is taken off, also one that Front may not have counted.
 * @param state rolled to now
 */
export function settleWindows(state: BudgetState): {
  readonly state: BudgetState;
  readonly outside: readonly OutsideCalls[];
} {
  const over = state.windows.filter(({ endsAt }) => endsAt + SETTLED_AFTER_MS <= state.at);
  if (over.length === 0) return { state, outside: [] };
  const outside = over
    .map((window) => ({
      startedAt: window.endsAt - MINUTE_MS,
      calls: window.steady ? usedIn(window) - window.ours : 0,
    }))
    .filter(({ calls }) => calls > 0);
  const windows = state.windows.filter((window) => !over.includes(window));
  return { state: { ...state, windows }, outside };
}
