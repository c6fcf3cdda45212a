import type { BudgetSettings } from '../../../service/budget/allowance.ts';
import { emptyState, type BudgetState, type Pool } from '../../../service/budget/budget-state.ts';
import { decideBudget, type BudgetVerdict } from '../../../service/budget/decide-budget.ts';
import { EMPTY_REPORT, withFacts, type RateFacts } from '../../../service/budget/front-report.ts';
import { learnFromFront } from '../../../service/budget/learn-from-front.ts';
import { rollState } from '../../../service/budget/roll-state.ts';
import { spendBudget } from '../../../service/budget/spend-budget.ts';

/** The beginning of a minute. */
export const MINUTE_ZERO = 1_800_000_000_000;

export function budgetSettings(parts: Partial<BudgetSettings> = {}): BudgetSettings {
  return { limit: 50, reservePercent: 20, ...parts };
}

interface AskOptions {
  readonly cap?: number | null;
  readonly pool?: Pool;
  readonly want?: number;
}

/** A ledger without a database: time and calls are what the test says. */
export class PaperLedger {
  readonly settings: BudgetSettings;
  state: BudgetState;
  /** Ms since `MINUTE_ZERO`. */
  at = 0;

  constructor(parts: Partial<BudgetSettings> = {}) {
    this.settings = budgetSettings(parts);
    this.state = emptyState(MINUTE_ZERO);
  }

  /** Moves on to this moment, ms since `MINUTE_ZERO`. */
  to(at: number): this {
    this.at = at;
    this.state = rollState(this.state, this.settings, MINUTE_ZERO + at);
    return this;
  }

  ask(tokenId: string, options: AskOptions = {}): BudgetVerdict {
    const { cap = null, pool = 'general', want = 1 } = options;
    const call = { tokenId, cap, pool, want };
    const verdict = decideBudget(this.state, this.settings, call);
    this.state = spendBudget(this.state, this.settings, call, verdict);
    return verdict;
  }

  /** Asks until it is told to wait. @returns how many calls passed, and what it was told */
  drain(tokenId: string, options: AskOptions = {}) {
    for (let passed = 0; ; passed += 1) {
      const verdict = this.ask(tokenId, options);
      if (verdict.kind === 'deny') return { passed, ...verdict };
    }
  }

  /** Learns from answers of Front that came just now. */
  learn(...answers: readonly Partial<RateFacts>[]): this {
    let report = EMPTY_REPORT;
    for (const facts of answers) report = withFacts(report, rateFacts(this.at, facts), 0);
    this.state = learnFromFront(this.state, this.settings, report, 0);
    return this;
  }
}

/** What an answer says in the middle of a minute that goes with the clock. */
export function rateFacts(at: number, parts: Partial<RateFacts> = {}): RateFacts {
  const endsAt = (Math.floor((MINUTE_ZERO + at) / 60_000) + 1) * 60_000;
  return {
    limit: 50,
    remaining: 50,
    reset: endsAt / 1_000,
    endsInMs: endsAt - MINUTE_ZERO - at,
    burst: null,
    ...parts,
  };
}
