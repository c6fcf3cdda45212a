import { useMemo, useState } from 'react';
import type { Budget } from '../../contract/budget.ts';
import { budgetSeries, type BudgetSeries } from '../../utils/budget/budget-series.ts';
import { Card } from '../ui/card.tsx';
import { BudgetPlot } from './budget-plot.tsx';

const SPANS = [
  { span: 'hours', words: '24 hours' },
  { span: 'days', words: '30 days' },
] as const;
type PlotSpan = (typeof SPANS)[number]['span'];

/** Who used the budget, by hour or by day: a plot, and the same as a table. */
export function WhoUsedCard({ budget }: { budget: Budget }) {
  const [span, setSpan] = useState<PlotSpan>('hours');
  const series = useMemo(() => budgetSeries(budget[span], budget.tokens), [budget, span]);
  const timeWords = span === 'hours' ? hourWords : dayWords;
  return (
    <Card
      title="Who used it"
      actions={
        <div role="group" aria-label="Time" className="flex gap-1">
          {SPANS.map((choice) => (
            <button
              key={choice.span}
              type="button"
              aria-pressed={choice.span === span}
              className={`h-7 rounded-lg px-2.5 text-xs font-medium ${choice.span === span ? 'bg-chosen text-accent' : 'text-soft hover:bg-hover hover:text-ink'}`}
              onClick={() => setSpan(choice.span)}
            >
              {choice.words}
            </button>
          ))}
        </div>
      }
    >
      {series.layers.length === 0 ? (
        <p className="py-6 text-center text-[13px] text-soft">No calls in this time.</p>
      ) : (
        <>
          <BudgetPlot series={series} timeWords={timeWords} />
          <details className="text-[13px]">
            <summary className="w-fit rounded font-medium text-soft">Show as table</summary>
            <SeriesTable series={series} timeWords={timeWords} />
          </details>
        </>
      )}
    </Card>
  );
}

function SeriesTable(props: { series: BudgetSeries; timeWords: (startsAt: string) => string }) {
  const { layers, rows } = props.series;
  const busy = rows.filter(
    ({ values, refused }) => refused > 0 || layers.some(({ key }) => (values[key] ?? 0) > 0),
  );
  return (
    <div className="mt-2 overflow-x-auto" tabIndex={0} role="group" aria-label="Calls by time">
      <table className="w-full text-left tabular-nums">
        <thead className="text-xs text-soft">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              Time
            </th>
            {layers.map(({ key, label }) => (
              <th key={key} scope="col" className="min-w-28 py-1 pr-3 font-medium">
                {label}
              </th>
            ))}
            <th scope="col" className="py-1 font-medium">
              Refused
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {busy.map(({ startsAt, values, refused }) => (
            <tr key={startsAt}>
              <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                {props.timeWords(startsAt)}
              </th>
              {layers.map(({ key }) => (
                <td key={key} className="py-1 pr-3">
                  {values[key] ?? 0}
                </td>
              ))}
              <td className="py-1">{refused}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In the reader’s own time. */
function hourWords(startsAt: string): string {
  return new Date(startsAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** A day is counted in UTC, so it is named in UTC. */
function dayWords(startsAt: string): string {
  return new Date(startsAt).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}
