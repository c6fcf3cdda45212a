import type { Usage } from '../../contract/usage.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';
import type { BarRow, Layer } from '../plots/bars.ts';

type UsageRow = Usage['rows'][number];

/** What became of a call, in three: Front answered, it came to nothing, or it was never sent. */
export type UseClass = 'answered' | 'failed' | 'refused';

const USE_LAYERS = [
  { key: 'answered', label: 'usage.answered' },
  { key: 'failed', label: 'usage.failed' },
  { key: 'refused', label: 'usage.refusedHere' },
] as const satisfies readonly { key: UseClass; label: PlainTextKey }[];

const DAY_MS = 24 * 60 * 60_000;
/** With more days than this a bar is a week: a day would be thinner than a line. */
const MOST_BARS = 100;
const WEEK = 7;

/** By Front's status: below 400 is an answer. An outcome that this version has no name for is none. */
export function useClassOf({
  outcome,
  refusedHere,
}: Pick<UsageRow, 'outcome' | 'refusedHere'>): UseClass {
  if (refusedHere) return 'refused';
  return /^[123]\d\d$/.test(outcome) ? 'answered' : 'failed';
}

export interface UsageSeries {
  readonly step: 'day' | 'week';
  /** Those with a call. */
  readonly layers: readonly Layer[];
  /** Every day or week of the time, oldest first, those without a call too; none where there was no call at all. */
  readonly rows: readonly BarRow[];
}

/**
 * Calls by day, or by week where there are many days; the last week ends today.
 * @param days how many the answer is of
 */
export function usageSeries(usage: Usage, days: number): UsageSeries {
  const first = Date.parse(usage.from);
  const step = days > MOST_BARS ? WEEK : 1;
  const bars = Math.ceil(days / step);
  // Whole weeks up to today: the first one may begin before the time that was asked for.
  const start = first - (bars * step - days) * DAY_MS;
  const values = Array.from({ length: bars }, () => ({ answered: 0, failed: 0, refused: 0 }));
  for (const row of usage.rows) {
    const bar = values[Math.floor((Date.parse(row.day) - start) / (step * DAY_MS))];
    if (bar !== undefined) bar[useClassOf(row)] += row.calls;
  }
  const layers = USE_LAYERS.filter(({ key }) => values.some((bar) => bar[key] > 0)).map(
    ({ key, label }): Layer => ({ key, label: t(label) }),
  );
  return {
    step: step === WEEK ? 'week' : 'day',
    layers,
    rows:
      layers.length === 0
        ? []
        : values.map((bar, index) => ({
            startsAt: new Date(start + index * step * DAY_MS).toISOString(),
            values: bar,
          })),
  };
}
