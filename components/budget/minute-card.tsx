import type { ReactNode } from 'react';
import type { Budget } from '../../contract/budget.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { useNow } from '../state/use-now.ts';
import { Card } from '../ui/card.tsx';

/** The limit, what of it is for whom, and how much of it is used in this minute. */
export function MinuteCard({ budget }: { budget: Budget }) {
  const now = useNow();
  const used = budget.tokens.reduce((sum, { minute }) => sum + minute.calls, 0);
  const { outside, burst } = budget;
  const kept = Math.max(budget.limit - budget.forTokens, 0);
  const total = Math.max(budget.limit, used + outside.minute);
  return (
    <Card title="This minute">
      <div
        aria-hidden
        className="flex h-2.5 overflow-hidden rounded-full bg-chip forced-colors:border"
      >
        <Part of={total} calls={used} className="bg-accent" />
        <Part of={total} calls={outside.minute} className="bg-warn" />
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-[13px] sm:grid-cols-4">
        <Figure name="Used by tokens" value={`${used} of ${budget.forTokens}`}>
          {outside.minute > 0 && `and about ${outside.minute} past the gateway`}
        </Figure>
        <Figure name="Front’s limit" value={`${callsWords(budget.limit)} a minute`}>
          {budget.limitFrom === 'front' ? 'as Front says' : 'as set, until Front says'}
        </Figure>
        <Figure name="Kept for people" value={callsWords(kept)}>
          {kept > budget.reserve
            ? 'more than the reserve: others call Front, too'
            : 'and for Front’s own integrations'}
        </Figure>
        <Figure name="Burst left" value={`${burst.left} of ${burst.limit}`}>
          comes back over ten minutes
        </Figure>
      </dl>
      {budget.tier !== null && (
        <p className="text-xs text-soft">
          Front itself last refused a call for its tier “{budget.tier.name}”,{' '}
          {agoWords(budget.tier.at, now)}.
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
