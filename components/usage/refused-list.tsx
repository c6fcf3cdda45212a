import { useMemo } from 'react';
import type { Token } from '../../contract/token.ts';
import type { Usage } from '../../contract/usage.ts';
import { t } from '../../utils/i18n/t.ts';
import { byRefusal, type RefusedUse } from '../../utils/usage/usage-groups.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { operationWords, refusalWords } from '../../utils/words/usage-words.ts';
import { editWithScopes } from '../state/edit-with-scopes.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { goTo } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { atMost } from '../../utils/words/at-most.ts';

interface RefusedListProps {
  readonly token: Token;
  readonly rows: Usage['rows'];
  readonly now: number;
}

/** Calls that were refused here: why, and what to do about it. Nothing where none was. */
export function RefusedList({ token, rows, now }: RefusedListProps) {
  const refused = useMemo(() => byRefusal(rows), [rows]);
  if (refused.length === 0) return null;
  return (
    <section aria-labelledby="refused-calls">
      <h3 id="refused-calls" className="mb-1 text-[13px] font-semibold">
        {t('usage.refusedHere')}
      </h3>
      <ul className="flex flex-col divide-y divide-line text-[13px]">
        {refused.map((use) => (
          <Refused key={`${use.outcome} ${use.scope ?? ''}`} {...{ token, use, now }} />
        ))}
      </ul>
    </section>
  );
}

function Refused({ token, use, now }: { token: Token; use: RefusedUse; now: number }) {
  const { reason, advice } = refusalWords(use.outcome, use.scope);
  return (
    <li className="flex min-w-0 flex-wrap items-start justify-between gap-x-4 gap-y-2 py-2">
      <div className="min-w-0 flex-1 basis-64 break-words">
        <div className="font-medium">
          {reason}
          {use.scope !== null && <code className="ml-1.5 text-xs text-soft">{use.scope}</code>}
        </div>
        <div className="text-soft">{advice}</div>
        <div className="text-xs text-soft">
          <RichText
            k={use.operations.length === 0 ? 'usage.callsLast' : 'usage.callsLastOf'}
            parts={{
              calls: callsWords(use.calls),
              ago: (
                <time dateTime={use.lastAt} title={momentWords(use.lastAt)}>
                  {agoWords(use.lastAt, now)}
                </time>
              ),
              operations: atMost(use.operations.map(operationWords), 1),
            }}
          />
        </div>
      </div>
      <WayOut token={token} use={use} />
    </li>
  );
}

function WayOut({ token, use }: { token: Token; use: RefusedUse }) {
  const admin = useRegister(isAdmin);
  const { next } = refusalWords(use.outcome, use.scope);
  const { scope } = use;
  if (next === 'none') return null;
  if (next === 'budget') {
    return <Button onClick={() => goTo({ kind: 'budget' })}>{t('usage.seeBudget')}</Button>;
  }
  if (token.status === 'deleted') return null;
  if (scope !== null && next === 'add_scope' && token.scopes.includes(scope)) {
    return <span className="text-soft">{t('usage.hasItNow')}</span>;
  }
  if (!admin) return <span className="text-soft">{t('usage.adminCanChange')}</span>;
  if (next === 'edit' || scope === null) {
    return <Button onClick={() => goTo({ kind: 'edit', id: token.id })}>{t('common.edit')}</Button>;
  }
  return (
    <Button
      // Nothing is saved by it: it opens the form with the permission ticked.
      onClick={() => void editWithScopes(token, [...token.scopes, scope])}
    >
      {t('usage.addPermission')}
    </Button>
  );
}
