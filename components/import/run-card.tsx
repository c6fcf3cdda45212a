import { Download, Pause, Play } from 'lucide-react';
import { useMemo } from 'react';
import { planWords, resultFile, resultWords } from '../../utils/import/import-words.ts';
import { saveFile } from '../../utils/pages/save-file.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { startImport, stopImport, useImport } from '../state/use-import.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { RowList } from './row-list.tsx';

/** An import under way: how far it is, and what became of each row. */
export function RunCard() {
  const { plan, run, results } = useImport();
  const planned = plan.kind === 'planned' ? plan.rows : NONE;
  const total = useMemo(() => planned.filter((row) => row.plan.kind === 'new').length, [planned]);
  const rows = useMemo(
    () =>
      planned.map(({ row, plan: one }) => {
        const result = results.get(row.line);
        const words =
          result !== undefined
            ? resultWords(result)
            : one.kind === 'new'
              ? ({ tone: 'plain', short: 'Waiting', text: '' } as const)
              : planWords(one);
        return { line: row.line, name: row.name, ...words };
      }),
    [planned, results],
  );
  const recorded = [...results.values()].filter(({ kind }) => kind === 'recorded').length;
  const running = run.kind === 'running';
  return (
    <Card title={TITLES[run.kind]}>
      <div
        role="progressbar"
        aria-label="Import"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={results.size}
        className="h-2 overflow-hidden rounded-full bg-chip forced-colors:border"
      >
        <div
          className="h-full bg-accent"
          style={{ width: `${(100 * results.size) / Math.max(total, 1)}%` }}
        />
      </div>
      <p role="status" className="text-[13px]">
        {results.size.toLocaleString('en')} of {total.toLocaleString('en')} sent,{' '}
        {recorded.toLocaleString('en')} recorded.
        {running && (
          <span className="text-soft">
            {' '}
            Leave this tab open; other pages of it may be looked at.
          </span>
        )}
        {run.kind === 'done' && (
          <span className="text-soft"> The values are no longer in this page.</span>
        )}
      </p>
      {run.kind === 'stopped' && (
        <FailureNotice
          failure={run.failure}
          comfort="What was recorded stays; it goes on with the row at which it stopped."
          onRetry={() => void startImport()}
        />
      )}
      <RowList rows={rows} label="What became of each row" />
      <div className="flex flex-wrap justify-end gap-2">
        {running && (
          <Button icon={<Pause size={16} aria-hidden />} onClick={stopImport}>
            Stop
          </Button>
        )}
        {run.kind === 'stopped' && (
          <Button
            look="primary"
            icon={<Play size={16} aria-hidden />}
            onClick={() => void startImport()}
          >
            Go on
          </Button>
        )}
        {!running && (
          <Button
            icon={<Download size={16} aria-hidden />}
            onClick={() =>
              saveFile(
                resultFile(planned, results),
                `import-${new Date().toISOString().slice(0, 10)}.csv`,
                'text/csv',
              )
            }
          >
            Save the result
          </Button>
        )}
      </div>
    </Card>
  );
}

const NONE = [] as const;
const TITLES = {
  ready: 'Import',
  running: 'Importing',
  stopped: 'Stopped',
  done: 'Imported',
} as const;
