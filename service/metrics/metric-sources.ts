import { readHead } from '../audit/open-chain.ts';
import { allowanceOf } from '../budget/allowance.ts';
import { readLedger, type LedgerDeps } from '../budget/budget-ledger.ts';
import type { Readiness } from '../http/readiness.ts';
import type { UsageWriter } from '../usage/usage-writer.ts';
import type { BudgetLeft, MetricSources } from './metrics.ts';

/** Where the figures come from. Reading them must not fail when the database does: that is when they are read. */
export function metricSources(
  deps: LedgerDeps & {
    readonly readiness: Readiness;
    readonly usage: () => Pick<UsageWriter, 'waiting'>;
  },
): MetricSources {
  const { store, readiness, usage } = deps;
  return {
    ready: () =>
      readiness.check().then(
        () => true,
        () => false,
      ),
    failures: () => store.failures,
    writesWaiting: store.waiting,
    usageWaiting: () => usage().waiting,
    budget: () => budgetLeft(deps).catch(() => null),
    auditRows: () =>
      readHead(store.db).then(
        (head) => head?.seq ?? null,
        () => null,
      ),
  };
}

async function budgetLeft(deps: LedgerDeps): Promise<BudgetLeft> {
  const state = await readLedger(deps);
  const allowance = allowanceOf(state, deps.settings);
  const used = Object.values(state.tokens).reduce((sum, { general }) => sum + general.used, 0);
  return {
    limit: allowance.limit,
    left: Math.max(allowance.general - used, 0),
    burstLeft: Math.floor(state.burst ?? allowance.burst),
    outside: state.outside,
  };
}
