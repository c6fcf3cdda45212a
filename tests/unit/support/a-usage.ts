import type { ScopeDryRun, ScopeProposal } from '../../../contract/scope-proposal.ts';
import type { Usage } from '../../../contract/usage.ts';

export type UsageRow = Usage['rows'][number];

/** Counted calls; what a test is about is given, the rest is plausible. */
export function aUsageRow(given: Partial<UsageRow> = {}): UsageRow {
  const day = given.day ?? '2026-06-01';
  return {
    day,
    operation: 'list-tags',
    outcome: '200',
    scope: 'tags:read',
    calls: 1,
    lastAt: `${day}T09:00:00.000Z`,
    refusedHere: false,
    ...given,
  };
}

/** The use of a token that has made no call. */
export function aUsage(given: Partial<Usage> = {}): Usage {
  return {
    from: '2026-05-03',
    recordedSince: '2026-03-01T10:00:00.000Z',
    lastUse: null,
    rows: [],
    ...given,
  };
}

const RECORD = {
  from: '2025-04-28',
  recordedSince: '2026-03-01T10:00:00.000Z',
  wholeLife: true,
  undecided: 0,
};

/** What a token may do, held against nothing yet. */
export function aProposal(given: Partial<ScopeProposal> = {}): ScopeProposal {
  return {
    ...RECORD,
    callsSeen: 0,
    used: [],
    unused: [],
    missing: [],
    withoutScope: 0,
    proposal: [],
    complete: true,
    ...given,
  };
}

/** A dry run that refuses nothing. */
export function aDryRun(given: Partial<ScopeDryRun> = {}): ScopeDryRun {
  const none = { calls: 0, operations: [] };
  return { ...RECORD, callsPassed: 0, wouldRefuse: none, wouldPass: none, ...given };
}
