import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import { allowanceOf, type BudgetSettings } from './allowance.ts';
import { addUse, OUTSIDE } from './budget-use.ts';
import { emptyState, type BudgetState } from './budget-state.ts';
import { decideBudget, type BudgetCall, type BudgetVerdict } from './decide-budget.ts';
import type { FrontReport } from './front-report.ts';
import { learnFromFront, settleWindows } from './learn-from-front.ts';
import { rollState } from './roll-state.ts';
import { spendBudget } from './spend-budget.ts';

export interface LedgerDeps {
  readonly store: Store;
  readonly settings: BudgetSettings;
  /** Stands in for the database’s clock on SQLite, which is on this machine. */
  readonly now: () => Date;
}

/** Calls that were granted to this replica and not made yet. */
export type Leases = ReadonlyMap<string, number>;

export interface Settled {
  readonly verdicts: readonly BudgetVerdict[];
  readonly leases: Leases;
  readonly state: BudgetState;
}

/** What a replica brings along: calls that wait, and what it learnt from Front. */
export interface Visit {
  readonly calls: readonly Omit<BudgetCall, 'want'>[];
  readonly report: FrontReport;
  /** Now, by the clock of the report’s times. */
  readonly reporterNow: number;
}

/** Leases are small enough that what lies unused in them is a fraction of a percent. */
const LEASES_IN_A_BUDGET = 400;

/**
 * Decides on all calls that wait in this replica, in one transaction that holds the shared state:
 * however many replicas there are, together they grant no more than the budget.
 */
export function visitLedger(deps: LedgerDeps, visit: Visit): Promise<Settled> {
  const { store, settings } = deps;
  return store.count(async (trx) => {
    const { text, now } = await lockState(deps, trx);
    let state = rollState(readState(text, now), settings, now);
    state = learnFromFront(state, settings, visit.report, visit.reporterNow);
    const settled = settleWindows(state);
    state = settled.state;
    const leases = new Map<string, number>();
    const verdicts = visit.calls.map((call): BudgetVerdict => {
      const leased = leases.get(call.tokenId) ?? 0;
      if (call.pool === 'general' && leased > 0) {
        leases.set(call.tokenId, leased - 1);
        return { kind: 'allow', granted: 1, from: 'minute' };
      }
      const asked = { ...call, want: call.pool === 'general' ? leaseOf(state, settings) : 1 };
      const verdict = decideBudget(state, settings, asked);
      state = spendBudget(state, settings, asked, verdict);
      if (verdict.kind === 'allow') leases.set(call.tokenId, leased + verdict.granted - 1);
      return verdict;
    });
    for (const { startedAt, calls } of settled.outside) {
      await addUse(trx, { tokenId: OUTSIDE, at: new Date(startedAt), calls, refused: 0 });
    }
    await trx
      .updateTable('budget_state')
      .set({ state: JSON.stringify(state) })
      .where('id', '=', 1)
      .execute();
    return { verdicts, leases, state };
  });
}

/** The shared state as it stands now, without holding it. */
export async function readLedger(deps: LedgerDeps): Promise<BudgetState> {
  const row = await deps.store.db
    .selectFrom('budget_state')
    .select('state')
    .where('id', '=', 1)
    .executeTakeFirst();
  const now = await clockOf(deps);
  return rollState(readState(row?.state ?? '', now), deps.settings, now);
}

/** One call at a time under a limit as Front sells them; a block of calls where there are thousands. */
function leaseOf(state: BudgetState, settings: BudgetSettings): number {
  return Math.max(Math.floor(allowanceOf(state, settings).general / LEASES_IN_A_BUDGET), 1);
}

async function lockState(
  { store, now }: LedgerDeps,
  trx: Trx,
): Promise<{ text: string; now: number }> {
  const query = trx.selectFrom('budget_state').select('state').where('id', '=', 1);
  if (store.dialect === 'sqlite') {
    const row = await query.executeTakeFirstOrThrow();
    return { text: row.state, now: now().getTime() };
  }
  const row = await query.select(POSTGRES_NOW.as('now')).forUpdate().executeTakeFirstOrThrow();
  return { text: row.state, now: row.now };
}

/** Not `now()`, which stands still in a transaction that has waited. */
const POSTGRES_NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

async function clockOf({ store, now }: LedgerDeps): Promise<number> {
  if (store.dialect === 'sqlite') return now().getTime();
  const { rows } = await sql<{ now: number }>`select ${POSTGRES_NOW} as now`.execute(store.db);
  return rows[0]?.now ?? now().getTime();
}

function readState(text: string, now: number): BudgetState {
  // Written by this module alone; newer fields have their empty value.
  return text === ''
    ? emptyState(now)
    : { ...emptyState(now), ...(JSON.parse(text) as BudgetState) };
}
