import { allowanceOf, type BudgetSettings } from './allowance.ts';
import { NO_USE, type BudgetState, type TokenUse, type Use } from './budget-state.ts';
import type { BudgetCall, BudgetVerdict } from './decide-budget.ts';

/** The state after a verdict of `decideBudget` on it was carried out. */
export function spendBudget(
  state: BudgetState,
  settings: BudgetSettings,
  call: BudgetCall,
  verdict: BudgetVerdict,
): BudgetState {
  const before = state.tokens[call.tokenId] ?? { cap: null, general: NO_USE, search: NO_USE };
  const token: TokenUse = {
    cap: call.cap,
    general: added(before.general, verdict),
    // A search that the burst paid for is a search all the same.
    search: call.pool === 'search' ? added(before.search, outOfMinute(verdict)) : before.search,
  };
  const tokens = { ...state.tokens, [call.tokenId]: token };
  if (verdict.kind === 'deny') return { ...state, tokens };
  return {
    ...state,
    tokens,
    lastExportAt: call.pool === 'exports' ? state.at : state.lastExportAt,
    burst:
      verdict.from === 'minute'
        ? state.burst
        : (state.burst ?? allowanceOf(state, settings).burst) - verdict.granted,
  };
}

function added(use: Use, verdict: BudgetVerdict): Use {
  if (verdict.kind === 'deny') return { ...use, wanted: use.wanted + 1 };
  const wanted = use.wanted + verdict.granted;
  return verdict.from === 'minute'
    ? { ...use, wanted, used: use.used + verdict.granted }
    : { ...use, wanted, burst: use.burst + verdict.granted };
}

function outOfMinute(verdict: BudgetVerdict): BudgetVerdict {
  return verdict.kind === 'deny' ? verdict : { ...verdict, from: 'minute' };
}
