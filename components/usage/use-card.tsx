import { Activity } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Token } from '../../contract/token.ts';
import { MAX_USAGE_DAYS, type Usage } from '../../contract/usage.ts';
import { usageSeries, type UseClass } from '../../utils/usage/usage-series.ts';
import { dayWords, utcDayWords } from '../../utils/words/time-words.ts';
import { ReadView } from '../people/read-view.tsx';
import { BarsTable } from '../plots/bars-table.tsx';
import { SpanChoice } from '../plots/span-choice.tsx';
import { StackedBars } from '../plots/stacked-bars.tsx';
import { usePeople } from '../state/use-people.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LastUse } from './last-use.tsx';
import { OperationsTable } from './operations-table.tsx';
import { RefusedList } from './refused-list.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

const SPANS = [
  { span: 30, words: 'usage.days30' },
  { span: 90, words: 'usage.days90' },
  { span: MAX_USAGE_DAYS, words: 'usage.days400' },
] as const;

/** What an issued token is used for: its last use, calls by day, by operation, and those that were refused. */
export function UseCard({ token, now }: { token: Token; now: number }) {
  const [days, setDays] = useState<number>(SPANS[0].span);
  const reading = usePeople('getUsage', {
    params: { id: token.id },
    query: { days: String(days) },
  });
  return (
    <Card
      title={t('usage.title')}
      actions={
        <SpanChoice
          choices={SPANS.map(({ span, words }) => ({ span, words: t(words) }))}
          chosen={days}
          onChoose={setDays}
        />
      }
    >
      <ReadView reading={reading}>
        {(usage) =>
          usage.lastUse === null && usage.rows.length === 0 && days === MAX_USAGE_DAYS ? (
            <NeverUsed token={token} usage={usage} />
          ) : (
            <UseView {...{ token, usage, days, now }} />
          )
        }
      </ReadView>
    </Card>
  );
}

interface UseViewProps {
  readonly token: Token;
  readonly usage: Usage;
  readonly days: number;
  readonly now: number;
}

function UseView({ token, usage, days, now }: UseViewProps) {
  const { layers, rows, step } = useMemo(() => usageSeries(usage, days), [usage, days]);
  if (usage.lastUse === null && layers.length === 0) {
    return <NeverUsed token={token} usage={usage} />;
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <LastUse lastUse={usage.lastUse} now={now} />
      {layers.length === 0 ? (
        <p className="py-6 text-center text-[13px] text-soft">
          {t('usage.noneInDays', { days: number(days) })}
        </p>
      ) : (
        <>
          <StackedBars {...{ layers, rows, colourOf }} timeWords={utcDayWords} />
          <BarsTable {...{ layers, rows }} timeWords={utcDayWords} />
          {step === 'week' && <p className="text-xs text-soft">{t('usage.weekBars')}</p>}
          <RefusedList token={token} rows={usage.rows} now={now} />
          <OperationsTable rows={usage.rows} now={now} />
        </>
      )}
      <Since token={token} usage={usage} />
    </div>
  );
}

/** What is not known must not look as if it had not been. */
function Since({ token, usage }: { token: Token; usage: Usage }) {
  if (usage.recordedSince <= token.createdAt) return null;
  return (
    <p className="text-xs text-soft">
      {t('usage.countedSince', { day: dayWords(usage.recordedSince) })}
    </p>
  );
}

function NeverUsed({ token, usage }: { token: Token; usage: Usage }) {
  return (
    <div className="flex flex-col gap-2">
      <EmptyState icon={<Activity size={22} aria-hidden />} title={t('usage.noneTitle')}>
        {token.status === 'deleted' ? t('usage.deletedUnused') : t('usage.putIntoProgram')}
      </EmptyState>
      <Since token={token} usage={usage} />
    </div>
  );
}

const COLOURS: Readonly<Record<UseClass, string>> = {
  answered: 'var(--plot-2)',
  failed: 'var(--plot-outside)',
  refused: 'var(--plot-4)',
};

function colourOf(key: string): string {
  return COLOURS[key as UseClass];
}
