import { useMemo } from 'react';
import type { Usage } from '../../contract/usage.ts';
import { byOperation, type OperationUse } from '../../utils/usage/usage-groups.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { operationWords, outcomeWords } from '../../utils/words/usage-words.ts';
import { ColumnHead } from '../ui/column-head.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number, row } from '../../utils/i18n/locale.ts';

/** What a token called, operation by operation, with what became of it. */
export function OperationsTable({ rows, now }: { rows: Usage['rows']; now: number }) {
  const uses = useMemo(() => byOperation(rows), [rows]);
  return (
    <table className="w-full table-fixed text-left text-[13px]">
      <caption className="mb-1 text-left text-[13px] font-semibold">
        {t('usage.byOperation')}
      </caption>
      <thead className="text-xs text-soft">
        <tr>
          <ColumnHead words={t('usage.operation')} />
          <ColumnHead words={t('usage.whatCame')} className="max-sm:hidden" />
          <ColumnHead words={t('usage.calls')} className="w-16 text-right sm:w-20" />
          <ColumnHead words={t('usage.last')} className="w-22 text-right sm:w-28" />
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {uses.map((use) => (
          <Row key={use.operation ?? ''} use={use} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ use, now }: { use: OperationUse; now: number }) {
  const { operation, scope, calls, lastAt } = use;
  return (
    <tr className="align-top">
      <th scope="row" className="py-2 pr-3 font-medium break-words">
        <span title={operation ?? undefined}>{operationWords(operation)}</span>
        <div className="text-xs font-normal text-soft">
          {operation === null
            ? t('usage.refusedBefore')
            : scope === null
              ? operation
              : scopeWords(scope)}
        </div>
        <div className="text-xs font-normal sm:hidden">{inOneLine(use)}</div>
      </th>
      <td className="py-2 pr-3 break-words max-sm:hidden">{inOneLine(use)}</td>
      <td className="py-2 pr-3 text-right tabular-nums">{number(calls)}</td>
      <td className="py-2 text-right">
        <time dateTime={lastAt} title={momentWords(lastAt)}>
          {agoWords(lastAt, now)}
        </time>
      </td>
    </tr>
  );
}

/** `200 (3,100), 404 (12)`; one outcome alone needs no number beside it. */
function inOneLine({ outcomes }: OperationUse): string {
  if (outcomes.length === 1) return outcomeWords(outcomes[0]?.outcome ?? '');
  return row(
    outcomes.map(({ outcome, calls }) =>
      t('usage.outcomeCalls', { outcome: outcomeWords(outcome), calls: number(calls) }),
    ),
  );
}
