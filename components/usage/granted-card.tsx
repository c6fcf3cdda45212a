import { useMemo, useState } from 'react';
import type { ScopeDryRun, ScopeProposal } from '../../contract/scope-proposal.ts';
import type { Token } from '../../contract/token.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { recordDoubts, recordLength } from '../../utils/words/scope-record-words.ts';
import { ReadView } from '../people/read-view.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { usePeople } from '../state/use-people.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DryRunResult } from './dry-run-result.tsx';
import { NarrowDialog } from './narrow-dialog.tsx';
import { ScopeChecks } from './scope-checks.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** Each permission of an issued token held against its calls, and a set to try on them. */
export function GrantedCard({ token, now }: { token: Token; now: number }) {
  const reading = usePeople('getScopeProposal', { params: { id: token.id }, query: {} });
  return (
    <Card title={t('usage.granted')}>
      <ReadView reading={reading}>
        {(proposal) =>
          proposal.callsSeen === 0 ? (
            <p className="text-[13px] text-soft">{t('usage.grantedText')}</p>
          ) : (
            // What was tried on other permissions says nothing of these.
            <Trial key={token.scopes.join(' ')} {...{ token, proposal, now }} />
          )
        }
      </ReadView>
    </Card>
  );
}

function Trial(props: { token: Token; proposal: ScopeProposal; now: number }) {
  const { token, proposal, now } = props;
  const admin = useRegister(isAdmin);
  const [tried, setTried] = useState<readonly string[]>(token.scopes);
  const isTrial = tried.length > 0 && tried.length < token.scopes.length;
  const body = useMemo(() => ({ scopes: [...tried] }), [tried]);
  const dryRun = usePeople('tryScopes', isTrial ? { params: { id: token.id }, body } : null);
  const doubts = recordDoubts(proposal, now);
  return (
    <div className="flex min-w-0 flex-col gap-3 text-[13px]">
      <p>{summaryOf(proposal, now)}</p>
      <ScopeChecks {...{ token, proposal, tried, now }} onChange={setTried} />
      <div className="flex flex-wrap gap-2">
        {proposal.unused.length > 0 && proposal.proposal.length > 0 && (
          <Button onClick={() => setTried(proposal.proposal)}>{t('usage.onlyUsed')}</Button>
        )}
        {tried.length < token.scopes.length && (
          <Button look="quiet" onClick={() => setTried(token.scopes)}>
            {t('usage.allAgain')}
          </Button>
        )}
      </div>
      <div aria-live="polite" className="flex flex-col gap-2 empty:hidden">
        {tried.length === 0 && <p>{t('usage.needsOne')}</p>}
        {isTrial && (
          <ReadView reading={dryRun}>
            {(result: ScopeDryRun) => <DryRunResult result={result} now={now} />}
          </ReadView>
        )}
      </div>
      {doubts.length > 0 && (
        <ul className="flex flex-col gap-1 text-xs text-soft">
          {doubts.map((doubt) => (
            <li key={doubt}>{doubt}</li>
          ))}
        </ul>
      )}
      {admin
        ? isTrial &&
          dryRun.kind === 'read' && (
            <NarrowDialog
              {...{ token, proposal, now }}
              scopes={tried}
              dryRun={dryRun.value}
              doubts={doubts}
            />
          )
        : proposal.unused.length > 0 && <p className="text-xs text-soft">{t('usage.tryASet')}</p>}
    </div>
  );
}

/** What the calls say of the permissions, in one sentence. */
function summaryOf(proposal: ScopeProposal, now: number): string {
  const { unused, used, callsSeen } = proposal;
  const parts = { calls: callsWords(callsSeen), span: recordLength(proposal, now) };
  if (unused.length === 0) return t('usage.allUsed', parts);
  if (used.length === 0) return t('usage.noneUsed', parts);
  return t('usage.someUnused', unused.length, {
    ...parts,
    count: number(unused.length),
    all: number(unused.length + used.length),
  });
}
