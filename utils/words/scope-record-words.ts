import type { ScopeDryRun, ScopeProposal } from '../../contract/scope-proposal.ts';
import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';
import { dayWords } from './time-words.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A record that is shorter may not hold what runs once a month. */
const SHORT_DAYS = 35;

type Record = Pick<ScopeProposal, 'from' | 'recordedSince' | 'wholeLife' | 'undecided'>;

/** From when on a token's calls are looked at: both what is kept and what was asked for bound it. ISO 8601. */
export function lookedAtSince({ from, recordedSince }: Record): string {
  const asked = `${from}T00:00:00.000Z`;
  return asked > recordedSince ? asked : recordedSince;
}

/** `the last 3 days`: how long the record is that a proposal stands on. `now` in ms. */
export function recordLength(record: Record, now: number): string {
  const days = daysOf(record, now);
  return t('usage.lastDays', days, { count: number(days) });
}

/** Why a proposal may lack something, a sentence each; none where it stands on every call for long enough. */
export function recordDoubts(record: Record, now: number): readonly string[] {
  const doubts: string[] = [];
  const since = dayWords(lookedAtSince(record));
  if (!record.wholeLife) {
    doubts.push(t('usage.olderThanRecord', { day: since }));
  }
  if (record.undecided > 0) {
    doubts.push(t('usage.undecided', record.undecided, { count: number(record.undecided) }));
  }
  if (daysOf(record, now) < SHORT_DAYS) {
    doubts.push(t('usage.shortRecord', { day: since }));
  }
  return doubts;
}

type Changed = ScopeDryRun['wouldRefuse']['operations'];

export interface DryRunWords {
  /** `This set would have refused 12 of 3,400 calls` */
  readonly title: string;
  /** What would be refused that passes now, most calls first. */
  readonly operations: Changed;
  /** What is refused already, since the token lost a permission; null where there is none. */
  readonly lost: string | null;
}

/** What a dry run of a part of a token's permissions came to. */
export function dryRunWords({ callsPassed, wouldRefuse }: ScopeDryRun): DryRunWords {
  const operations = wouldRefuse.operations.filter(({ held }) => held);
  const lost = sumOf(wouldRefuse.operations) - sumOf(operations);
  const refused = sumOf(operations);
  const of = callsPassed - lost;
  return {
    title:
      of === 0
        ? t('usage.noneLetThrough')
        : refused === 0
          ? t('usage.wouldRefuseNone', of, { count: number(of) })
          : t('usage.wouldRefuse', of, { refused: number(refused), count: number(of) }),
    operations,
    lost: lost === 0 ? null : t('usage.refusedAlready', lost, { count: number(lost) }),
  };
}

function sumOf(operations: Changed): number {
  return operations.reduce((sum, { calls }) => sum + calls, 0);
}

function daysOf(record: Record, now: number): number {
  return Math.max(1, Math.ceil((now - Date.parse(lookedAtSince(record))) / DAY_MS));
}
