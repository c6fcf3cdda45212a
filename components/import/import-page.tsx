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
        title="Import tokens made in Front"
        actions={
          empty || run.kind === 'running' ? undefined : (
            <Button onClick={dropImport}>
              {run.kind === 'done' ? 'Import more' : 'Start over'}
            </Button>
          )
        }
      />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      {empty && (
        <Card title="A table with a row for each token">
          <TextIntake
            label="Table"
            hint="CSV, or rows copied from a spreadsheet; the first row says what is in each column: name, value, purpose, tags, owner, environment, used in, expires. It stays in this page’s memory until you import it."
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            most={MOST_CHARACTERS}
            onText={takeImport}
          />
        </Card>
      )}
      {reading !== null && reading.kind !== 'table' && (
        <Notice tone="bad" live title={`${source} can’t be imported`}>
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
      return 'There is no row below the header.';
    case 'too_large':
      return 'It is too large. Import it in parts.';
    case 'too_many_rows':
      return `It has ${reading.rows.toLocaleString('en')} rows; 10,000 can be imported at once. Import it in parts.`;
    case 'broken':
      return `A quotation mark in row ${reading.line} is never closed. Was the file cut off?`;
  }
}
