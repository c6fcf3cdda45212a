import type { ScopeDryRun } from '../../contract/scope-proposal.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { dryRunWords } from '../../utils/words/scope-record-words.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import { Notice } from '../ui/notice.tsx';

/** Operations that are named; the rest are a number. */
const NAMED = 8;

/** What a set of scopes would have refused of the calls that were made. */
export function DryRunResult({ result, now }: { result: ScopeDryRun; now: number }) {
  const { title, operations, lost } = dryRunWords(result);
  const more = operations.slice(NAMED);
  return (
    <Notice tone={operations.length === 0 ? 'info' : 'warn'} title={title}>
      {operations.length > 0 && (
        <ul aria-label="Calls that would have been refused" className="mt-1 flex flex-col gap-1">
          {operations.slice(0, NAMED).map((one) => (
            <li key={one.operation} className="break-words">
              <span className="font-medium">{operationWords(one.operation)}</span>:{' '}
              {callsWords(one.calls)}, last{' '}
              <time dateTime={one.lastAt} title={momentWords(one.lastAt)}>
                {agoWords(one.lastAt, now)}
              </time>
              <span className="text-soft"> – needs “{scopeWords(one.scope)}”</span>
            </li>
          ))}
          {more.length > 0 && (
            <li>
              {more.length} more operations with{' '}
              {callsWords(more.reduce((sum, one) => sum + one.calls, 0))}
            </li>
          )}
        </ul>
      )}
      {lost !== null && <p className="mt-1 text-xs">{lost}</p>}
    </Notice>
  );
}
