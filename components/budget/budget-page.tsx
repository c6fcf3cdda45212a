import { Gauge } from 'lucide-react';
import type { Budget } from '../../contract/budget.ts';
import { outsideWords } from '../../utils/words/budget-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { ReadView } from '../people/read-view.tsx';
import { AgeCard } from '../plots/age-card.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { usePeople } from '../state/use-people.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { BudgetTokens } from './budget-tokens.tsx';
import { MinuteCard } from './minute-card.tsx';
import { WhoUsedCard } from './who-used-card.tsx';
import { t } from '../../utils/i18n/t.ts';

/** What the company may call Front, which tokens did, and which nobody uses any more: all plots on one page. */
export function BudgetPage() {
  const budget = usePeople('getBudget', {});
  return (
    <>
      <PageHead title={t('budget.title')} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <ReadView reading={budget}>{(value) => <BudgetView budget={value} />}</ReadView>
        <AgeCard />
      </div>
    </>
  );
}

function BudgetView({ budget }: { budget: Budget }) {
  const outside = outsideWords(budget.outside);
  const slots = [...budget.hours, ...budget.days];
  const noCalls = slots.every(({ tokens, outside: past }) => tokens.length === 0 && past === 0);
  return (
    <>
      {outside !== null && (
        <Notice tone="warn" title={outside}>
          {t('budget.outsideText')}
        </Notice>
      )}
      <MinuteCard budget={budget} />
      {noCalls && budget.tokens.length === 0 && outside === null ? (
        <div className="card flex">
          <EmptyState icon={<Gauge size={22} aria-hidden />} title={t('budget.noneTitle')}>
            {t('budget.noneText')}
          </EmptyState>
        </div>
      ) : (
        <WhoUsedCard budget={budget} />
      )}
      {budget.tokens.length > 0 && <BudgetTokens budget={budget} />}
    </>
  );
}
