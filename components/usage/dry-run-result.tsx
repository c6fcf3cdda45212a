import type { ScopeDryRun } from '../../contract/scope-proposal.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { dryRunWords } from '../../utils/words/scope-record-words.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import { Notice } from '../ui/notice.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';

/** Operations that are named; the rest are a number. */
const NAMED = 8;

/** What a set of scopes would have refused of the calls that were made. */
export function DryRunResult({ result, now }: { result: ScopeDryRun; now: number }) {
  const { title, operations, lost } = dryRunWords(result);
  const more = operations.slice(NAMED);
  return (
    <Notice tone={operations.length === 0 ? 'info' : 'warn'} title={title}>
      {operations.length > 0 && (
        <ul aria-label={t('usage.refusedCalls')} className="mt-1 flex flex-col gap-1">
          {operations.slice(0, NAMED).map((one) => (
            <li key={one.operation} className="break-words">
              <RichText
                k="usage.wouldLose"
                parts={{
                  operation: <span className="font-medium">{operationWords(one.operation)}</span>,
                  calls: callsWords(one.calls),
                  ago: (
                    <time dateTime={one.lastAt} title={momentWords(one.lastAt)}>
                      {agoWords(one.lastAt, now)}
                    </time>
                  ),
                  needs: (
                    <span className="text-soft">
                      {t('usage.needs', { permission: scopeWords(one.scope) })}
                    </span>
                  ),
                }}
              />
            </li>
          ))}
          {more.length > 0 && (
            <li>
              {t('usage.moreOperations', more.length, {
                count: number(more.length),
                calls: callsWords(more.reduce((sum, one) => sum + one.calls, 0)),
              })}
            </li>
          )}
        </ul>
      )}
      {lost !== null && <p className="mt-1 text-xs">{lost}</p>}
    </Notice>
  );
}
