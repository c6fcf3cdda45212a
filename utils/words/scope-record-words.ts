import type { ScopeDryRun, ScopeProposal } from '../../contract/scope-proposal.ts';
import { callsWords } from './budget-words.ts';
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

/** `3 days`, `today alone`: how long the record is that a proposal stands on. `now` in ms. */
export function recordLength(record: Record, now: number): string {
  const days = daysOf(record, now);
  return days <= 1 ? 'the last day' : `the last ${days} days`;
}

/** Why a proposal may lack something, a sentence each; none where it stands on every call for long enough. */
export function recordDoubts(record: Record, now: number): readonly string[] {
  const doubts: string[] = [];
  const since = dayWords(lookedAtSince(record));
  if (!record.wholeLife) {
    doubts.push(`The token is older than this record: what it did before ${since} is not known.`);
  }
  if (record.undecided > 0) {
    const [were, they] = record.undecided === 1 ? ['was', 'it'] : ['were', 'they'];
    doubts.push(
      `${callsWords(record.undecided)} ${were} counted without what ${they} asked for. A permission that only ${they} needed looks unused.`,
    );
  }
  if (daysOf(record, now) < SHORT_DAYS) {
    doubts.push(
      `The record begins on ${since}. What runs once a month or a year may not have come by yet.`,
    );
  }
  return doubts;
}

/** What a dry run came to: `This set would have refused 12 of 3,400 calls.` */
export function dryRunWords({ callsPassed, wouldRefuse }: ScopeDryRun): string {
  if (callsPassed === 0) return 'No call was let through yet, so none would have been refused.';
  const of = callsWords(callsPassed);
  return wouldRefuse.calls === 0
    ? `This set would have refused none of ${of}.`
    : `This set would have refused ${wouldRefuse.calls.toLocaleString('en')} of ${of}:`;
}

function daysOf(record: Record, now: number): number {
  return Math.max(1, Math.ceil((now - Date.parse(lookedAtSince(record))) / DAY_MS));
}
