import { useEffect } from 'react';
import { MOST_CHARACTERS, type CsvReading } from '../../utils/import/read-csv.ts';
import { PageHead, toTokens } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { dropImport, takeImport, useImport } from '../state/use-import.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextIntake } from '../ui/text-intake.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { PlanCard } from './plan-card.tsx';
import { RunCard } from './run-card.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** Brings many Front tokens into the register from a table, after a look at what will happen. */
export function ImportPage() {
  const { source, reading, plan, run } = useImport();
  useStay(run.kind === 'running');
  const table = reading?.kind === 'table' ? reading.table : null;
  const begun = run.kind !== 'ready';
  const empty = reading === null && plan.kind === 'none';
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-4">
      <PageHead
        back={toTokens()}
        title={t('importing.title')}
        actions={
          empty || run.kind === 'running' ? undefined : (
            <Button onClick={dropImport}>
              {run.kind === 'done' ? t('importing.more') : t('importing.startOver')}
            </Button>
          )
        }
      />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      {empty && (
        <Card title={t('importing.tableHint')}>
          <TextIntake
            label={t('importing.table')}
            hint={t('importing.tableText')}
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            most={MOST_CHARACTERS}
            onText={takeImport}
          />
        </Card>
      )}
      {reading !== null && reading.kind !== 'table' && (
        <Notice tone="bad" live title={t('importing.cannot', { source })}>
          {faultWords(reading)}
        </Notice>
      )}
      {table !== null && !begun && <ColumnChoice table={table} source={source} />}
      {plan.kind !== 'none' && !begun && <PlanCard />}
      {begun && <RunCard />}
    </div>
  );
}

/** Asks before a tab is closed in the middle of an import. */
function useStay(running: boolean): void {
  useEffect(() => {
    if (!running) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [running]);
}

function faultWords(reading: Exclude<CsvReading, { kind: 'table' }>): string {
  switch (reading.kind) {
    case 'empty':
      return t('importing.noRows');
    case 'too_large':
      return t('importing.tooLarge');
    case 'too_many_rows':
      return t('importing.tooManyRows', reading.rows, { count: number(reading.rows) });
    case 'broken':
      return t('importing.broken', { row: number(reading.line) });
  }
}
