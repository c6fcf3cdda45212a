import { Download, Pause, Play } from 'lucide-react';
import { useMemo } from 'react';
import { resultFile, rowWords } from '../../utils/import/import-words.ts';
import { saveFile } from '../../utils/pages/save-file.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { startImport, stopImport, useImport } from '../state/use-import.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { RowList } from './row-list.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** An import under way: how far it is, and what became of each row. */
export function RunCard() {
  const { plan, run, results } = useImport();
  const planned = plan.kind === 'planned' ? plan.rows : NONE;
  const total = useMemo(() => planned.filter((row) => row.plan.kind === 'new').length, [planned]);
  const rows = useMemo(() => {
    const waiting = { tone: 'plain', short: t('importing.waiting'), text: '' } as const;
    return planned.map((one) => {
      const { line, name } = one.row;
      return { line, name, ...rowWords(one, results.get(line), run, waiting) };
    });
  }, [planned, results, run]);
  const recorded = [...results.values()].filter(({ kind }) => kind === 'recorded').length;
  const running = run.kind === 'running';
  return (
    <Card title={t(TITLES[run.kind])}>
      <div
        role="progressbar"
        aria-label={t('importing.stateReady')}
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
        {t('importing.sent', {
          sent: number(results.size),
          total: number(total),
          recorded: number(recorded),
        })}
        {running && <span className="text-soft"> {t('importing.leaveOpen')}</span>}
        {run.kind === 'done' && <span className="text-soft"> {t('importing.valuesGone')}</span>}
      </p>
      {run.kind === 'stopped' && (
        <FailureNotice
          failure={run.failure}
          comfort={t('importing.stoppedText')}
          onRetry={() => void startImport()}
        />
      )}
      <RowList rows={rows} label={t('importing.resultRows')} />
      <div className="flex flex-wrap justify-end gap-2">
        {running && (
          <Button icon={<Pause size={16} aria-hidden />} onClick={stopImport}>
            {t('importing.stop')}
          </Button>
        )}
        {run.kind === 'stopped' && (
          <Button
            look="primary"
            icon={<Play size={16} aria-hidden />}
            onClick={() => void startImport()}
          >
            {t('importing.goOn')}
          </Button>
        )}
        {!running && (
          <Button
            icon={<Download size={16} aria-hidden />}
            onClick={() =>
              saveFile(
                resultFile(planned, results, run),
                `import-${new Date().toISOString().slice(0, 10)}.csv`,
                'text/csv',
              )
            }
          >
            {t('importing.saveResult')}
          </Button>
        )}
      </div>
    </Card>
  );
}

const NONE = [] as const;
const TITLES = {
  ready: 'importing.stateReady',
  running: 'importing.stateRunning',
  stopped: 'importing.stateStopped',
  done: 'importing.stateDone',
} as const;
