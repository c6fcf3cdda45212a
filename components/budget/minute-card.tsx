import type { ReactNode } from 'react';
import type { Budget } from '../../contract/budget.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { useNow } from '../state/use-now.ts';
import { Card } from '../ui/card.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** The limit, what of it is for whom, and how much of it is used in this minute. */
export function MinuteCard({ budget }: { budget: Budget }) {
  const now = useNow();
  const used = budget.tokens.reduce((sum, { minute }) => sum + minute.calls, 0);
  const { outside, burst } = budget;
  const kept = Math.max(budget.limit - budget.forTokens, 0);
  const total = Math.max(budget.limit, used + outside.minute);
  return (
    <Card title={t('budget.thisMinute')}>
      <div
        aria-hidden
        className="flex h-2.5 overflow-hidden rounded-full bg-chip forced-colors:border"
      >
        <Part of={total} calls={used} className="bg-accent" />
        <Part of={total} calls={outside.minute} className="bg-warn" />
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-[13px] sm:grid-cols-4">
        <Figure
          name={t('budget.usedByTokens')}
          value={t('budget.of', { part: number(used), whole: number(budget.forTokens) })}
        >
          {outside.minute > 0 && t('budget.andOutside', { calls: number(outside.minute) })}
        </Figure>
        <Figure
          name={t('budget.limit')}
          value={t('budget.callsAMinute', budget.limit, { count: number(budget.limit) })}
        >
          {budget.limitFrom === 'front' ? t('budget.limitFromFront') : t('budget.limitAsSet')}
        </Figure>
        <Figure name={t('budget.kept')} value={callsWords(kept)}>
          {kept > budget.reserve ? t('budget.keptMore') : t('budget.keptReserve')}
        </Figure>
        <Figure
          name={t('budget.burst')}
          value={t('budget.of', { part: number(burst.left), whole: number(burst.limit) })}
        >
          {t('budget.burstText')}
        </Figure>
      </dl>
      {budget.tier !== null && (
        <p className="text-xs text-soft">
          {t('budget.tier', { tier: budget.tier.name, when: agoWords(budget.tier.at, now) })}
        </p>
      )}
    </Card>
  );
}

function Part({ of, calls, className }: { of: number; calls: number; className: string }) {
  return <div className={className} style={{ width: `${(100 * calls) / Math.max(of, 1)}%` }} />;
}

function Figure(props: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-soft">{props.name}</dt>
      <dd className="font-semibold tabular-nums">{props.value}</dd>
      <dd className="text-xs text-soft">{props.children}</dd>
    </div>
  );
}
