import type { BarRow, Layer } from '../../utils/plots/bars.ts';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

interface BarsTableProps {
  readonly layers: readonly Layer[];
  readonly rows: readonly BarRow[];
  readonly timeWords: (startsAt: string) => string;
}

/** The same as a plot of bars, in numbers, for whoever reads rather than looks. Empty bars are left out. */
export function BarsTable({ layers, rows, timeWords }: BarsTableProps) {
  const busy = rows.filter(({ values }) => layers.some(({ key }) => (values[key] ?? 0) > 0));
  return (
    <details className="text-[13px]">
      <summary className="w-fit rounded font-medium text-soft">{t('plots.asTable')}</summary>
      <div
        className="mt-2 overflow-x-auto"
        tabIndex={0}
        role="group"
        aria-label={t('plots.callsByTime')}
      >
        <table className="w-full text-left tabular-nums">
          <thead className="text-xs text-soft">
            <tr>
              <th scope="col" className="py-1 pr-3 font-medium">
                {t('plots.time')}
              </th>
              {layers.map(({ key, label }) => (
                <th key={key} scope="col" className="min-w-28 py-1 pr-3 font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {busy.map(({ startsAt, values }) => (
              <tr key={startsAt}>
                <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                  {timeWords(startsAt)}
                </th>
                {layers.map(({ key }) => (
                  <td key={key} className="py-1 pr-3">
                    {number(values[key] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
