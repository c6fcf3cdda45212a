import { allowanceOf, type BudgetSettings } from './allowance.ts';
import { MINUTE_MS, type BudgetState, type Pool, type TokenUse, type Use } from './budget-state.ts';

/** A burst comes back over ten minutes. */
const BURST_REFILLS_IN_MS = 10 * MINUTE_MS;

/** What the tokens’ burst gains a millisecond. */
export function burstPerMs(burst: number): number {
  return burst / BURST_REFILLS_IN_MS;
}

/**
 * The state as time alone makes it: the burst refills, a new window begins, a token that has asked
 * for nothing in three windows is forgotten. A clock that goes backwards stands still here.
 * @param at ms by the database’s clock
 */
export function rollState(before: BudgetState, settings: BudgetSettings, at: number): BudgetState {
  const now = Math.max(at, before.at);
  const { burst: full } = allowanceOf(before, settings);
  const burst =
    before.burst === null
      ? null
      : Math.min(full, before.burst + (now - before.at) * burstPerMs(full));
  const state = { ...before, at: now, burst: burst === full ? null : burst };
  if (now < before.windowEndsAt) return state;
  const passed = Math.floor((now - before.windowEndsAt) / MINUTE_MS) + 1;
  return beginWindow(state, before.windowEndsAt + passed * MINUTE_MS, passed);
}

/** Begins a new window. @param passed how many windows on it is: 1 for the next */
export function beginWindow(state: BudgetState, windowEndsAt: number, passed: number): BudgetState {
  return {
    ...state,
    windowEndsAt,
    outside: 0,
    own: 0,
    blocked: still(state.blocked, state.at),
    tokens: Object.fromEntries(
      Object.entries(state.tokens)
        .map(([id, token]) => [id, nextWindow(token, passed)] as const)
        .filter(([, token]) => isActive(token)),
    ),
  };
}

function nextWindow(token: TokenUse, passed: number): TokenUse {
  return { ...token, general: next(token.general, passed), search: next(token.search, passed) };
}

function next({ wanted, before }: Use, passed: number): Use {
  const older = before?.[0] ?? 0;
  return {
    used: 0,
    burst: 0,
    wanted: 0,
    before: passed === 1 ? [wanted, older] : passed === 2 ? [0, wanted] : [0, 0],
  };
}

function isActive({ general: { before } }: TokenUse): boolean {
  return before !== null && before[0] + before[1] > 0;
}

function still(blocked: BudgetState['blocked'], now: number): Partial<Record<Pool, number>> {
  return Object.fromEntries(Object.entries(blocked).filter(([, until]) => until > now));
}
