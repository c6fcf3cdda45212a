import { useMemo, useState } from 'react';
import type { Budget } from '../../contract/budget.ts';
import { budgetSeries, OTHERS, OUTSIDE } from '../../utils/budget/budget-series.ts';
import { clockWords, utcDayWords } from '../../utils/words/time-words.ts';
import { BarsTable } from '../plots/bars-table.tsx';
import { SpanChoice } from '../plots/span-choice.tsx';
import { StackedBars } from '../plots/stacked-bars.tsx';
import { Card } from '../ui/card.tsx';
import { t } from '../../utils/i18n/t.ts';

const SPANS = [
  { span: 'hours', words: 'budget.hours24' },
  { span: 'days', words: 'budget.days30' },
] as const;
type PlotSpan = (typeof SPANS)[number]['span'];

/** What was refused is no part of the plot: it used nothing of the limit. */
const REFUSED = 'refused';

/** Who used the budget, by hour or by day: a plot, and the same as a table. */
export function WhoUsedCard({ budget }: { budget: Budget }) {
  const [span, setSpan] = useState<PlotSpan>('hours');
  const { layers, rows } = useMemo(() => budgetSeries(budget[span], budget), [budget, span]);
  const timeWords = span === 'hours' ? clockWords : utcDayWords;
  const inNumbers = rows.map(({ refused, ...row }) => ({
    ...row,
    values: { ...row.values, [REFUSED]: refused },
  }));
  return (
    <Card
      title={t('budget.whoTitle')}
      actions={
        <SpanChoice
          choices={SPANS.map(({ span: one, words }) => ({ span: one, words: t(words) }))}
          chosen={span}
          onChoose={setSpan}
        />
      }
    >
      {layers.length === 0 ? (
        <p className="py-6 text-center text-[13px] text-soft">{t('budget.noneInTime')}</p>
      ) : (
        <>
          <StackedBars {...{ layers, rows, timeWords, colourOf }} />
          <BarsTable
            layers={[...layers, { key: REFUSED, label: t('budget.refused') }]}
            rows={inNumbers}
            timeWords={timeWords}
          />
        </>
      )}
    </Card>
  );
}

function colourOf(key: string, index: number): string {
  if (key === OUTSIDE) return 'var(--plot-outside)';
  if (key === OTHERS) return 'var(--plot-others)';
  return `var(--plot-${index + 1})`;
}
