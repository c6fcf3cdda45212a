import type { Operation } from '../../contract/operations.ts';
import { allowanceOf, resourceLimit } from './allowance.ts';
import { visitLedger, type LedgerDeps } from './budget-ledger.ts';
import type { BudgetState, Pool } from './budget-state.ts';
import { BudgetUse } from './budget-use.ts';
import type { BudgetVerdict, DenyReason } from './decide-budget.ts';
import {
  EMPTY_REPORT,
  isEmpty,
  joinReports,
  readRateFacts,
  readRefusal,
  withFacts,
  withRefusal,
  type FrontReport,
} from './front-report.ts';
import { poolOf, resourceOf } from './pool-of.ts';
import { ResourceLimit } from './resource-limit.ts';
import { shareOf } from './share-of.ts';

/** A call that was decided on and wants to be sent. */
export interface PricedCall {
  readonly token: { readonly id: string; readonly callsPerMinute: number | null };
  readonly operation: Operation;
  /** As it is sent, without the query or with it. */
  readonly path: string;
}

/** What the budget says to one call. */
export type BudgetAnswer =
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'wait';
      readonly reason: DenyReason;
      readonly retryAfterSeconds: number;
      /** Calls a minute that this token may count on. */
      readonly limit: number;
      /** When its minute ends, seconds since 1970. */
      readonly reset: number;
    };

export interface BudgetDeps extends LedgerDeps {
  readonly onError: (error: unknown) => void;
}

interface Waiting {
  readonly tokenId: string;
  readonly cap: number | null;
  readonly pool: Pool;
  readonly resolve: (answer: BudgetAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const REPORT_AFTER_MS = 1_000;
/** A window is judged 65 s after its end, also when no call comes any more. */
const SETTLE_AFTER_MS = 130_000;
const MOST_AT_ONCE = 500;

/**
 * This replica’s hold on the company’s budget. A call takes from a lease where there is one, without
 * waiting; else all calls that wait go to the shared ledger together, one visit after another.
 */
export class Budget {
  readonly use: BudgetUse;
  readonly #deps: BudgetDeps;
  readonly #resources = new ResourceLimit();
  readonly #leases = new Map<string, number>();
  #leasedUntil = 0;
  #perResource: number;
  #queue: Waiting[] = [];
  #report: FrontReport = EMPTY_REPORT;
  #visiting: Promise<void> | null = null;
  #reportTimer: NodeJS.Timeout | null = null;
  #settleTimer: NodeJS.Timeout | null = null;

  constructor(deps: BudgetDeps) {
    this.#deps = deps;
    this.use = new BudgetUse(deps.store, deps.onError);
    this.#perResource = resourceLimit(deps.settings.limit);
  }

  /**
   * Asks for one call. An answer that is there at once came without waiting; after a promise the
   * token’s row has to be read anew, since a delete may have come in between.
   * The promise rejects when the database does not answer: without the ledger there is no call.
   */
  ask(call: PricedCall): BudgetAnswer | Promise<BudgetAnswer> {
    const { id: tokenId, callsPerMinute: cap } = call.token;
    const resource = resourceOf(call.operation, call.path);
    const wait =
      resource === null ? 0 : this.#resources.take(resource, this.#perResource, steadyNow());
    if (wait > 0) return this.#ofResource(wait);
    const pool = poolOf(call.operation);
    if (pool === 'general' && this.#takeLeased(tokenId)) return { kind: 'pass' };
    return new Promise((resolve, reject) => {
      this.#queue.push({ tokenId, cap, pool, resolve, reject });
      // The call waits for its own answer; the visit tells of its failures itself.
      void this.#visit();
    });
  }

  /** Learns from Front’s answer to a call. */
  learn(
    call: PricedCall,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    const now = steadyNow();
    const facts = readRateFacts(headers, this.#deps.now().getTime());
    if (facts !== null) this.#report = withFacts(this.#report, facts, now);
    const refusal = readRefusal(status, headers);
    if (refusal !== null) {
      this.#report = withRefusal(this.#report, poolOf(call.operation), refusal, now);
      const resource = resourceOf(call.operation, call.path);
      if (refusal.everything) this.#leases.clear();
      else if (resource !== null) this.#resources.block(resource, now + refusal.forMs);
    }
    if (facts !== null || refusal !== null) this.#reportLater();
  }

  /** Learns from Front’s answer to the service’s own question whose a value is. */
  learnOfOwn(headers: Readonly<Record<string, string>>): void {
    const facts = readRateFacts(headers, this.#deps.now().getTime());
    if (facts === null) return;
    const report = withFacts(this.#report, facts, steadyNow());
    this.#report = { ...report, own: report.own + 1 };
    this.#reportLater();
  }

  /** A call was sent, and no answer came: Front may have counted it. */
  lost(): void {
    this.#report = { ...this.#report, lost: this.#report.lost + 1 };
    this.#reportLater();
  }

  /** Brings to the ledger what is not told yet. Never rejects. */
  async flush(): Promise<void> {
    await this.#visiting;
    // One try: where the database is down, the next report takes it along.
    if (!isEmpty(this.#report)) await this.#visit();
    await this.use.flush();
  }

  async close(): Promise<void> {
    for (const timer of [this.#reportTimer, this.#settleTimer])
      if (timer !== null) clearTimeout(timer);
    this.#reportTimer = this.#settleTimer = null;
    await this.flush();
    await this.use.close();
  }

  #takeLeased(tokenId: string): boolean {
    const left = this.#leases.get(tokenId);
    if (left === undefined) return false;
    if (steadyNow() >= this.#leasedUntil) {
      this.#leases.clear();
      return false;
    }
    if (left > 1) this.#leases.set(tokenId, left - 1);
    else this.#leases.delete(tokenId);
    return true;
  }

  #ofResource(waitMs: number): BudgetAnswer {
    const now = this.#deps.now().getTime();
    return {
      kind: 'wait',
      reason: 'tier',
      retryAfterSeconds: Math.max(Math.ceil(waitMs / 1_000), 1),
      limit: this.#perResource,
      reset: Math.ceil((now + waitMs) / 1_000),
    };
  }

  /** One visit at a time; whoever comes meanwhile is taken along by the next. */
  #visit(): Promise<void> {
    this.#visiting ??= this.#visitAll().finally(() => {
      this.#visiting = null;
      if (this.#queue.length > 0) void this.#visit();
    });
    return this.#visiting;
  }

  async #visitAll(): Promise<void> {
    const waiting = this.#queue.splice(0, MOST_AT_ONCE);
    const report = this.#report;
    this.#report = EMPTY_REPORT;
    try {
      const { verdicts, leases, state } = await visitLedger(this.#deps, {
        calls: waiting.map(({ tokenId, cap, pool }) => ({ tokenId, cap, pool })),
        report,
        reporterNow: steadyNow(),
      });
      this.#keepLeases(leases, state);
      waiting.forEach((call, index) => call.resolve(this.#answer(call, verdicts[index], state)));
    } catch (error) {
      this.#report = joinReports(report, this.#report);
      this.#deps.onError(error);
      for (const { reject } of waiting) reject(error);
    }
  }

  #keepLeases(leases: ReadonlyMap<string, number>, state: BudgetState): void {
    const now = steadyNow();
    if (now >= this.#leasedUntil) this.#leases.clear();
    this.#leasedUntil = now + state.windowEndsAt - state.at;
    this.#perResource = allowanceOf(state, this.#deps.settings).perResource;
    for (const [tokenId, left] of leases) {
      if (left > 0) this.#leases.set(tokenId, left + (this.#leases.get(tokenId) ?? 0));
    }
  }

  #answer(call: Waiting, verdict: BudgetVerdict | undefined, state: BudgetState): BudgetAnswer {
    if (verdict === undefined) throw new Error('the ledger answered fewer calls than it was asked');
    if (verdict.kind === 'allow') return { kind: 'pass' };
    const { reason, retryAfterSeconds } = verdict;
    const endsInMs = state.windowEndsAt - state.at;
    return {
      kind: 'wait',
      reason,
      retryAfterSeconds,
      limit: shareOf(state, this.#deps.settings, call.tokenId, call.cap),
      reset: Math.ceil((this.#deps.now().getTime() + endsInMs) / 1_000),
    };
  }

  #reportLater(): void {
    this.#reportTimer ??= setTimeout(() => {
      this.#reportTimer = null;
      // Nobody waits for it; a failure is told to `onError`.
      if (!isEmpty(this.#report)) void this.#visit();
      this.#settleLater();
    }, REPORT_AFTER_MS);
  }

  #settleLater(): void {
    if (this.#settleTimer !== null) clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => {
      this.#settleTimer = null;
      void this.#visit();
    }, SETTLE_AFTER_MS);
    this.#settleTimer.unref();
  }
}

/** Ms by a clock that nobody sets. */
function steadyNow(): number {
  return performance.now();
}
