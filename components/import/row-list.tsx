import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

export interface ShownRow {
  readonly line: number;
  readonly name: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  readonly short: string;
  readonly text: string;
}

const ROW_HEIGHT = 44;
const LIST_HEIGHT = 396;

/** Rows of an import with what is said of each, narrowed to one outcome by a click on its number. */
export function RowList({ rows, label }: { rows: readonly ShownRow[]; label: string }) {
  const [only, setOnly] = useState<string | null>(null);
  const counts = useMemo(() => countBy(rows), [rows]);
  const shown = useMemo(
    () => (only === null || !counts.has(only) ? rows : rows.filter(({ short }) => short === only)),
    [rows, only, counts],
  );
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    initialRect: { width: 800, height: LIST_HEIGHT },
  });
  return (
    <>
      <div role="group" aria-label={t('importing.outcome')} className="flex flex-wrap gap-2">
        {[...counts].map(([short, count]) => (
          <button
            key={short}
            type="button"
            aria-pressed={only === short}
            className={`inline-flex h-7 items-center gap-1.5 rounded-full border px-3 text-xs font-medium ${only === short ? 'border-accent bg-chosen text-accent' : 'border-edge/60 text-soft hover:bg-hover hover:text-ink'}`}
            onClick={() => setOnly(only === short ? null : short)}
          >
            {short}
            <span className="tabular-nums">{count.toLocaleString('en')}</span>
          </button>
        ))}
      </div>
      <div
        ref={frame}
        role="table"
        aria-label={label}
        aria-rowcount={shown.length}
        tabIndex={0}
        className="overflow-auto rounded-lg border border-line"
        style={{ maxHeight: LIST_HEIGHT }}
      >
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = shown[index];
            return row === undefined ? null : (
              <div
                key={row.line}
                role="row"
                aria-rowindex={index + 1}
                className="absolute inset-x-0 grid grid-cols-[2.5rem_minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-3 border-b border-line pr-3 last:border-b-0 text-[13px]"
                style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
              >
                <span role="cell" className="text-right text-xs text-soft tabular-nums">
                  {row.line}
                </span>
                <span role="cell" className="truncate font-medium" title={row.name}>
                  {row.name === '' ? (
                    <span className="text-soft">{t('importing.withoutName')}</span>
                  ) : (
                    row.name
                  )}
                </span>
                <span role="cell" className="flex min-w-0 items-center gap-2" title={row.text}>
                  <Chip tone={row.tone}>{row.short}</Chip>
                  <span className="truncate text-xs text-soft">{row.text}</span>
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

function countBy(rows: readonly ShownRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { short } of rows) counts.set(short, (counts.get(short) ?? 0) + 1);
  return counts;
}
