import { allowanceOf, type BudgetSettings } from './allowance.ts';
import { MINUTE_MS, NO_USE, type BudgetState, type Pool, type Use } from './budget-state.ts';
import { fairShares } from './fair-shares.ts';
import { burstPerMs } from './roll-state.ts';

export interface BudgetCall {
  readonly tokenId: string;
  readonly cap: number | null;
  readonly pool: Pool;
  /** How many calls at once: a lease that a replica then gives out by itself. At least 1. */
  readonly want: number;
}

/** Why a call has to wait. */
export type DenyReason =
  /** The token’s own cap. */
  | 'cap'
  /** The token has used its share, and nothing is left to borrow. */
  | 'share'
  /** All that tokens may use together is used, by them or by others past the gateway. */
  | 'company'
  /** Searches or exports have a limit of their own. */
  | 'tier'
  /** Front itself has refused, and said for how long. */
  | 'front';

export type BudgetVerdict =
  | { readonly kind: 'allow'; readonly granted: number; readonly from: 'minute' | 'burst' }
  | {
      readonly kind: 'deny';
      readonly reason: DenyReason;
      /** Whole seconds, at least 1, after which this call passes unless another one takes its place. */
      readonly retryAfterSeconds: number;
    };

const EXPORT_EVERY_MS = 1_000;

/**
 * Decides whether calls fit into the company’s budget. Each token that was active in the last three
 * minutes has a fair share of it, and one more share is kept for whoever comes next. What others
 * will hardly need (by what they asked for before) may be borrowed; the newcomer’s share is lent out
 * little by little as the minute goes by. Then comes the burst, half of which is for tokens that
 * have not used their share.
 * @param state rolled to now, which is `state.at`
 */
export function decideBudget(
  state: BudgetState,
  settings: BudgetSettings,
  call: BudgetCall,
): BudgetVerdict {
  const verdicts = [
    untilThen('front', (state.blocked.general ?? 0) - state.at),
    untilThen('front', (state.blocked[call.pool] ?? 0) - state.at),
    ...(call.pool === 'exports'
      ? [untilThen('tier', state.lastExportAt + EXPORT_EVERY_MS - state.at)]
      : []),
    ...(call.pool === 'search' ? [ofTier(decidePool(state, settings, call, 'search'))] : []),
  ].filter((verdict) => verdict !== null);
  const general = decidePool(state, settings, call, 'general');
  // Whatever takes longest says how long to wait.
  return verdicts.reduce<BudgetVerdict>(
    (longest, verdict) => (waitOf(verdict) > waitOf(longest) ? verdict : longest),
    general,
  );
}

function waitOf(verdict: BudgetVerdict): number {
  return verdict.kind === 'deny' ? verdict.retryAfterSeconds : 0;
}

function untilThen(reason: DenyReason, waitMs: number): BudgetVerdict | null {
  return waitMs > 0 ? deny(reason, waitMs) : null;
}

function ofTier(verdict: BudgetVerdict): BudgetVerdict {
  return verdict.kind === 'deny' && verdict.reason !== 'cap'
    ? { ...verdict, reason: 'tier' }
    : verdict;
}

function decidePool(
  state: BudgetState,
  settings: BudgetSettings,
  call: BudgetCall,
  pool: 'general' | 'search',
): BudgetVerdict {
  const allowance = allowanceOf(state, settings);
  const budget = allowance[pool];
  const mine = state.tokens[call.tokenId]?.[pool] ?? NO_USE;
  const restOfWindow = state.windowEndsAt - state.at;
  const ofCap = call.cap === null ? Infinity : call.cap - mine.used - mine.burst;
  if (ofCap < 1) return deny('cap', restOfWindow);

  const others = Object.entries(state.tokens).filter(([id]) => id !== call.tokenId);
  const [share = 0, newcomer = 0, ...shares] = fairShares(budget, [
    call.cap,
    null,
    ...others.map(([, other]) => other.cap),
  ]);
  const left = budget - mine.used - sum(others.map(([, other]) => other[pool].used));
  const kept = sum(others.map(([, other], index) => stillNeeds(other[pool], shares[index] ?? 0)));
  const ahead = Math.min(Math.max(restOfWindow / MINUTE_MS, 0), 1);
  // Also where shares are less than a call, everybody has a first one.
  const own = Math.min(Math.max(share, 1) - mine.used, left);
  const lent = left - kept - newcomer * ahead;
  const room = wholeCalls(Math.max(own, lent));
  if (room >= 1) {
    return { kind: 'allow', granted: Math.min(call.want, room, ofCap), from: 'minute' };
  }

  const waits = [restOfWindow];
  // When enough of the newcomer’s share has been lent out.
  if (left - kept >= 1) waits.push((ahead - (left - kept - 1) / newcomer) * MINUTE_MS);
  if (pool === 'general') {
    const spared = mine.used + mine.burst < Math.floor(share) ? 0 : allowance.burst / 2;
    const burst = (state.burst ?? allowance.burst) - spared;
    const ofBurst = wholeCalls(burst);
    if (ofBurst >= 1) {
      return { kind: 'allow', granted: Math.min(call.want, ofBurst, ofCap), from: 'burst' };
    }
    // A full burst of one call or none never grows to a call.
    if (allowance.burst - spared >= 1) waits.push((1 - burst) / burstPerMs(allowance.burst));
  }
  return deny(left < 1 ? 'company' : 'share', Math.min(...waits));
}

/** What is kept for a token: its share, as far as it will need it by what it asked for before. */
function stillNeeds({ used, before }: Use, share: number): number {
  const expected = before === null ? share : Math.ceil(1.5 * Math.max(...before)) + 2;
  return Math.max(Math.min(share, expected) - used, 0);
}

function deny(reason: DenyReason, waitMs: number): BudgetVerdict {
  // A millisecond of grace, since a fraction was rounded somewhere.
  return { kind: 'deny', reason, retryAfterSeconds: Math.max(Math.ceil((waitMs + 1) / 1_000), 1) };
}

/** Fractions add up to 0.999…: a call that is there but for rounding is there. */
function wholeCalls(amount: number): number {
  return Math.floor(amount + 1e-9);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
