import type { Budget, BudgetSlot } from '../../contract/budget.ts';
import type { BarRow, Layer } from '../plots/bars.ts';
import { t } from '../i18n/t.ts';

/** Tokens that have a colour of their own; the others are one together. */
export const COLOURED = 5;
export const OTHERS = 'others';
export const OUTSIDE = 'outside';

export interface BudgetSeries {
  /** A token each, all the others, and calls past the gateway. */
  readonly layers: readonly Layer[];
  readonly rows: readonly BudgetRow[];
}

interface BudgetRow extends BarRow {
  readonly refused: number;
}

/**
 * Who used the budget, slot by slot: the tokens that called most in these slots, the rest together,
 * and what came past the gateway. Layers without a call are left out.
 */
export function budgetSeries(
  slots: readonly BudgetSlot[],
  { tokens, names }: Pick<Budget, 'tokens' | 'names'>,
): BudgetSeries {
  const totals = new Map<string, number>();
  for (const slot of slots) {
    for (const { id, calls } of slot.tokens) totals.set(id, (totals.get(id) ?? 0) + calls);
  }
  const busiest = [...totals]
    .filter(([, calls]) => calls > 0)
    .sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .map(([id]) => id);
  const named = new Set(busiest.slice(0, COLOURED));
  const nameOf = new Map([
    ...Object.entries(names),
    ...tokens.map(({ id, name }) => [id, name] as const),
  ]);
  const rows = slots.map((slot) => rowOf(slot, named));
  const has = (key: string): boolean => rows.some(({ values }) => (values[key] ?? 0) > 0);
  return {
    layers: [
      ...[...named].map((id) => ({ key: id, label: nameOf.get(id) ?? t('budget.tokenOfBefore') })),
      ...(has(OTHERS) ? [{ key: OTHERS, label: t('budget.others') }] : []),
      ...(has(OUTSIDE) ? [{ key: OUTSIDE, label: t('budget.outsideLayer') }] : []),
    ],
    rows,
  };
}

function rowOf({ startsAt, tokens, outside }: BudgetSlot, named: ReadonlySet<string>): BudgetRow {
  const values: Record<string, number> = { [OUTSIDE]: outside };
  let refused = 0;
  for (const token of tokens) {
    const key = named.has(token.id) ? token.id : OTHERS;
    values[key] = (values[key] ?? 0) + token.calls;
    refused += token.refused;
  }
  return { startsAt, values, refused };
}
