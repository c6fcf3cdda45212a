import type { Budget, BudgetSlot, BudgetToken } from '../../contract/budget.ts';
import type { Database } from '../store/schema.ts';
import { allowanceOf } from './allowance.ts';
import { readLedger, type LedgerDeps } from './budget-ledger.ts';
import { MINUTE_MS, type BudgetState } from './budget-state.ts';
import { OUTSIDE, spanStart, type Span } from './budget-use.ts';
import { shareOf } from './share-of.ts';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HOURS = 24;
const DAYS = 30;

type UseRow = Database['budget_use'];
type Calls = BudgetToken['minute'];

/** What the company may call Front just now, who called in the last minute, hour and day, and plots’ figures. */
export async function readBudget(deps: LedgerDeps): Promise<Budget> {
  const now = deps.now();
  const state = await readLedger(deps);
  const allowance = allowanceOf(state, deps.settings);
  const minutes = await useSince(deps, 'minute', new Date(now.getTime() - HOUR_MS + MINUTE_MS));
  const hours = await useSince(deps, 'hour', new Date(now.getTime() - (HOURS - 1) * HOUR_MS));
  const days = await useSince(deps, 'day', new Date(now.getTime() - (DAYS - 1) * DAY_MS));
  const hourOf = sums(minutes);
  const dayOf = sums(hours);
  const tokens = await tokensOf(deps, state, hourOf, dayOf);
  const names = await namesOf(deps, days, tokens);
  return {
    limit: allowance.limit,
    limitFrom: state.limit === null ? 'setting' : 'front',
    reserve: allowance.reserve,
    forTokens: allowance.general,
    burst: { limit: allowance.burst, left: Math.floor(state.burst ?? allowance.burst) },
    // By this process’s clock, which is what the reader’s clock is likely to agree with.
    windowEndsAt: new Date(now.getTime() + state.windowEndsAt - state.at).toISOString(),
    tier: state.tier === null ? null : { ...state.tier, at: new Date(state.tier.at).toISOString() },
    tokens,
    names,
    outside: {
      minute: state.outside,
      // Minutes that are not judged yet are missing here, but for the one that is running.
      hour: (hourOf.get(OUTSIDE)?.calls ?? 0) + state.outside,
      day: (dayOf.get(OUTSIDE)?.calls ?? 0) + state.outside,
    },
    hours: slots(hours, 'hour', HOURS, HOUR_MS, now),
    days: slots(days, 'day', DAYS, DAY_MS, now),
  };
}

function useSince({ store }: LedgerDeps, span: Span, from: Date): Promise<UseRow[]> {
  return store.db
    .selectFrom('budget_use')
    .selectAll()
    .where('span', '=', span)
    .where('starts_at', '>=', spanStart(span, from))
    .orderBy('starts_at')
    .orderBy('token_id')
    .execute();
}

function sums(rows: readonly UseRow[]): Map<string, Calls> {
  const found = new Map<string, Calls>();
  for (const { token_id: id, calls, refused } of rows) {
    const known = found.get(id) ?? { calls: 0, refused: 0 };
    found.set(id, { calls: known.calls + calls, refused: known.refused + refused });
  }
  return found;
}

async function tokensOf(
  { store, settings }: LedgerDeps,
  state: BudgetState,
  hourOf: ReadonlyMap<string, Calls>,
  dayOf: ReadonlyMap<string, Calls>,
): Promise<BudgetToken[]> {
  const used = [...dayOf.keys(), ...Object.keys(state.tokens)];
  const rows = await store.db
    .selectFrom('tokens')
    .select(['id', 'name', 'calls_per_minute'])
    .where((where) =>
      where.or([
        where.and([where('calls_per_minute', 'is not', null), where('deleted_at', 'is', null)]),
        ...(used.length === 0 ? [] : [where('id', 'in', used)]),
      ]),
    )
    .orderBy('name_key')
    .execute();
  const none: Calls = { calls: 0, refused: 0 };
  return rows
    .map(({ id, name, calls_per_minute }) => {
      const general = state.tokens[id]?.general;
      const granted = general === undefined ? 0 : general.used + general.burst;
      return {
        id,
        name,
        callsPerMinute: calls_per_minute,
        share: shareOf(state, settings, id, calls_per_minute),
        minute: { calls: granted, refused: Math.max((general?.wanted ?? 0) - granted, 0) },
        hour: hourOf.get(id) ?? none,
        day: dayOf.get(id) ?? none,
      };
    })
    .sort((a, b) => b.day.calls + b.day.refused - (a.day.calls + a.day.refused));
}

/** The names of who called on some of the days, and is none of `told`. */
async function namesOf(
  { store }: LedgerDeps,
  days: readonly UseRow[],
  told: readonly BudgetToken[],
): Promise<Record<string, string>> {
  const known = new Set([OUTSIDE, ...told.map(({ id }) => id)]);
  const missing = [...new Set(days.map(({ token_id }) => token_id))].filter((id) => !known.has(id));
  if (missing.length === 0) return {};
  const rows = await store.db
    .selectFrom('tokens')
    .select(['id', 'name'])
    .where('id', 'in', missing)
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** A slot for each hour or day up to now, whether there was a call in it or not. */
function slots(
  rows: readonly UseRow[],
  span: Span,
  count: number,
  lengthMs: number,
  now: Date,
): BudgetSlot[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(now.getTime() - (count - 1 - index) * lengthMs);
    const startsAt = spanStart(span, at);
    const inSlot = rows.filter(({ starts_at }) => starts_at === startsAt);
    return {
      startsAt,
      tokens: inSlot
        .filter(({ token_id }) => token_id !== OUTSIDE)
        .map(({ token_id: id, calls, refused }) => ({ id, calls, refused })),
      outside: inSlot.find(({ token_id }) => token_id === OUTSIDE)?.calls ?? 0,
    };
  });
}
