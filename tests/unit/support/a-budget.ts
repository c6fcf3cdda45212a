import type { Budget, BudgetSlot, BudgetToken } from '../../../contract/budget.ts';

const HOUR_MS = 3_600_000;
const NONE = { calls: 0, refused: 0 };

export function aBudgetToken(parts: Partial<BudgetToken> = {}): BudgetToken {
  return {
    id: 'tok_0000000000000001',
    name: 'Warehouse – stock sync',
    callsPerMinute: null,
    share: 20,
    minute: NONE,
    hour: NONE,
    day: NONE,
    ...parts,
  };
}

/** Slots of an hour each, the last of them given. */
export function aSlots(count: number, ...last: readonly Partial<BudgetSlot>[]): BudgetSlot[] {
  return Array.from({ length: count }, (_, index) => ({
    startsAt: new Date(Date.parse('2026-11-24T00:00:00.000Z') + index * HOUR_MS).toISOString(),
    tokens: [],
    outside: 0,
    ...last[index - count + last.length],
  }));
}

/** A budget of a company that has called nothing yet. */
export function aBudget(parts: Partial<Budget> = {}): Budget {
  return {
    limit: 50,
    limitFrom: 'setting',
    reserve: 10,
    forTokens: 40,
    burst: { limit: 20, left: 20 },
    windowEndsAt: '2026-11-25T12:01:00.000Z',
    tier: null,
    tokens: [],
    names: {},
    outside: { minute: 0, hour: 0, day: 0 },
    hours: aSlots(24),
    days: aSlots(30),
    ...parts,
  };
}
