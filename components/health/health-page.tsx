import { HeartPulse } from 'lucide-react';
import { useMemo, useState } from 'react';
import { FINDINGS, type Finding } from '../../contract/token-health.ts';
import { FINDING_NAMES } from '../../utils/health/finding-names.ts';
import type { Level, TokenHealth } from '../../utils/health/judge-health.ts';
import { countLevels } from '../../utils/health/rank-health.ts';
import { t } from '../../utils/i18n/t.ts';
import { PageHead } from '../options/page-head.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { readHealth, useHealth, type HealthReading } from '../state/use-health.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { HealthList } from './health-list.tsx';
import { number } from '../../utils/i18n/locale.ts';

/** Tokens by risk, each with what is wrong and the one act that settles it. */
export function HealthPage() {
  const health = useHealth();
  return (
    <>
      <PageHead title={t('health.title')} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <View health={health} />
    </>
  );
}

function View({ health }: { health: HealthReading }) {
  switch (health.kind) {
    case 'none':
      return null;
    case 'reading':
      return <div aria-hidden className="card h-40 animate-pulse" />;
    case 'failed':
      return (
        <div className="flex flex-col items-start gap-2">
          <FailureNotice failure={health.failure} />
          <Button onClick={() => void readHealth()}>{t('common.tryAgain')}</Button>
        </div>
      );
    case 'ranked':
      return (
        <>
          {health.failure !== null && (
            <div className="mb-3">
              <FailureNotice
                failure={health.failure}
                comfort={t('health.fromBefore')}
                onRetry={() => void readHealth()}
              />
            </div>
          )}
          <Ranked ranked={health.ranked} />
        </>
      );
  }
}

interface Filter {
  readonly level: Level | 'any' | 'snoozed';
  readonly finding: Finding | 'any';
}

const LEVELS = [
  { level: 'high', words: 'health.high' },
  { level: 'medium', words: 'health.mediumShort' },
  { level: 'low', words: 'health.lowShort' },
] as const;

function Ranked({ ranked }: { ranked: readonly TokenHealth[] }) {
  const [filter, setFilter] = useState<Filter>({ level: 'any', finding: 'any' });
  const counts = useMemo(() => countLevels(ranked), [ranked]);
  const snoozed = useMemo(() => ranked.filter((one) => one.snoozed.length > 0).length, [ranked]);
  const byFinding = useMemo(() => countFindings(ranked), [ranked]);
  const shown = useMemo(() => ranked.filter((one) => fits(one, filter)), [ranked, filter]);
  const total = counts.high + counts.medium + counts.low;
  if (ranked.length === 0) {
    return (
      <div className="card flex">
        <EmptyState icon={<HeartPulse size={22} aria-hidden />} title={t('health.wellTitle')}>
          {t('health.wellText')}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <div role="group" aria-label={t('health.risk')} className="flex flex-wrap gap-2">
          {LEVELS.map(({ level, words }) => (
            <Pill
              key={level}
              words={t(words)}
              count={counts[level]}
              on={filter.level === level}
              onToggle={(on) => setFilter({ ...filter, level: on ? level : 'any' })}
            />
          ))}
          {snoozed > 0 && (
            <Pill
              words={t('health.putAside')}
              count={snoozed}
              on={filter.level === 'snoozed'}
              onToggle={(on) => setFilter({ ...filter, level: on ? 'snoozed' : 'any' })}
            />
          )}
        </div>
        <select
          aria-label={t('health.finding')}
          className="field-box w-auto"
          value={filter.finding}
          onChange={({ target }) =>
            setFilter({ ...filter, finding: target.value as Filter['finding'] })
          }
        >
          <option value="any">{t('health.anyFinding')}</option>
          {FINDINGS.filter((finding) => byFinding.has(finding)).map((finding) => (
            <option key={finding} value={finding}>
              {t('health.findingCount', {
                finding: t(FINDING_NAMES[finding]),
                count: number(byFinding.get(finding) ?? 0),
              })}
            </option>
          ))}
        </select>
        <span className="ml-auto text-xs text-soft" role="status">
          {t('common.tokenCount', shown.length, { count: number(shown.length) })}
        </span>
      </div>
      {shown.length === 0 ? (
        <div className="card flex">
          <EmptyState
            icon={<HeartPulse size={22} aria-hidden />}
            title={total === 0 ? t('health.wellTitle') : t('health.noneTitle')}
            actions={
              <Button onClick={() => setFilter({ level: 'any', finding: 'any' })}>
                {t('health.showAll')}
              </Button>
            }
          >
            {total === 0 ? t('health.allAsideText') : t('health.noneText')}
          </EmptyState>
        </div>
      ) : (
        <HealthList shown={shown} withSnoozed={filter.level === 'snoozed'} />
      )}
    </>
  );
}

function fits({ level, findings, snoozed }: TokenHealth, filter: Filter): boolean {
  if (filter.level === 'snoozed') {
    return (
      snoozed.length > 0 &&
      (filter.finding === 'any' || snoozed.some(({ finding }) => finding === filter.finding))
    );
  }
  if (filter.level !== 'any' && filter.level !== level) return false;
  // One whose findings are all put aside is no news.
  if (findings.length === 0) return false;
  return filter.finding === 'any' || findings.includes(filter.finding);
}

function countFindings(ranked: readonly TokenHealth[]): ReadonlyMap<Finding, number> {
  const counts = new Map<Finding, number>();
  for (const { findings } of ranked) {
    for (const finding of findings) counts.set(finding, (counts.get(finding) ?? 0) + 1);
  }
  return counts;
}

function Pill(props: {
  words: string;
  count: number;
  on: boolean;
  onToggle: (on: boolean) => void;
}) {
  const { words, count, on, onToggle } = props;
  return (
    <button
      type="button"
      aria-pressed={on}
      className={`inline-flex h-9 items-center gap-1.5 rounded-full border px-3.5 text-[13px] font-medium ${on ? 'border-accent bg-chosen text-accent' : 'border-edge/60 text-soft hover:bg-hover hover:text-ink'}`}
      onClick={() => onToggle(!on)}
    >
      {words}
      <span className="tabular-nums">{number(count)}</span>
    </button>
  );
}
