import { allowanceOf, type BudgetSettings } from './allowance.ts';
import type { BudgetState } from './budget-state.ts';
import { fairShares } from './fair-shares.ts';

/** Calls a minute that a token may count on just now, at least one. What others leave comes on top. */
export function shareOf(
  state: BudgetState,
  settings: BudgetSettings,
  tokenId: string,
  cap: number | null,
): number {
  const others = Object.entries(state.tokens).filter(([id]) => id !== tokenId);
  const [share = 0] = fairShares(allowanceOf(state, settings).general, [
    cap,
    null,
    ...others.map(([, other]) => other.cap),
  ]);
  return Math.max(Math.floor(share), 1);
}
