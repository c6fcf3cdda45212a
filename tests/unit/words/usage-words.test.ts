import { describe, expect, it } from 'vitest';
import { REFUSED_HERE } from '../../../contract/usage.ts';
import {
  dryRunWords,
  recordDoubts,
  recordLength,
} from '../../../utils/words/scope-record-words.ts';
import { operationWords, outcomeWords, refusalWords } from '../../../utils/words/usage-words.ts';
import { aDryRun, aProposal } from '../support/a-usage.ts';

const NOW = Date.parse('2026-06-01T12:00:00.000Z');

describe('operations and outcomes', () => {
  it('read as a person would say them', () => {
    expect(operationWords('list-conversations')).toBe('List conversations');
    expect(operationWords(null)).toBe('Not known');
    expect(outcomeWords('404')).toBe('404');
    expect(outcomeWords('front_broke_off')).toBe('Front broke off');
    expect(outcomeWords('front_unreachable')).toBe('Front did not answer');
  });

  it('of a newer service are shown as well as can be', () => {
    expect(outcomeWords('eaten_by_dog')).toBe('eaten by dog');
    expect(outcomeWords('constructor')).toBe('constructor');
    expect(refusalWords('eaten_by_dog', null)).toMatchObject({
      reason: 'Refused: eaten by dog',
      next: 'none',
    });
  });
});

describe('a refused call', () => {
  it.each(REFUSED_HERE)('for %s has a reason and a way out in words', (outcome) => {
    const { reason, advice } = refusalWords(outcome, 'messages:send');
    expect(reason).not.toContain('_');
    expect(reason).not.toMatch(/^Refused/);
    expect(advice).toMatch(/\.$/);
  });

  it('for a missing scope names it and leads to adding it', () => {
    expect(refusalWords('missing_scope', 'messages:send')).toMatchObject({
      reason: 'It lacks “Send messages”',
      next: 'add_scope',
    });
  });
});

describe('a record', () => {
  const whole = aProposal();

  it('says how long it is', () => {
    expect(recordLength(whole, NOW)).toBe('the last 93 days');
    const today = { ...whole, recordedSince: '2026-06-01T09:00:00.000Z' };
    expect(recordLength(today, NOW)).toBe('the last day');
    expect(recordLength({ ...whole, from: '2026-05-23' }, NOW)).toBe('the last 10 days');
  });

  it('of a token’s whole life is in no doubt', () => {
    expect(recordDoubts(whole, NOW)).toEqual([]);
  });

  it.each([
    ['is older than it', { wholeLife: false }, 'calls of before 1 Mar 2026 may be missing'],
    ['made calls of which nothing is known', { undecided: 12 }, '12 calls were counted without'],
    ['made one such call', { undecided: 1 }, '1 call was counted without what it asked for'],
    [
      'is young',
      { recordedSince: '2026-05-25T10:00:00.000Z' },
      'What runs once a month or a year may not have come by yet',
    ],
  ])('says so where the token %s', (_, given, expected) => {
    const doubts = recordDoubts({ ...whole, ...given }, NOW);
    expect(doubts).toHaveLength(1);
    expect(doubts[0]).toContain(expected);
  });
});

describe('a dry run', () => {
  const operation = (calls: number, held = true) => ({
    operation: 'list-tags',
    scope: 'tags:read',
    held,
    calls,
    lastAt: '2026-06-01T09:00:00.000Z',
  });
  const run = (...operations: readonly ReturnType<typeof operation>[]) =>
    aDryRun({
      callsPassed: 3_400,
      wouldRefuse: {
        calls: operations.reduce((sum, one) => sum + one.calls, 0),
        operations: [...operations],
      },
    });

  it('says how many calls it would have refused', () => {
    expect(dryRunWords(run(operation(12))).title).toBe(
      'This set would have refused 12 of 3,400 calls',
    );
    expect(dryRunWords(run()).title).toBe('This set would have refused none of 3,400 calls');
    expect(dryRunWords(aDryRun()).title).toBe(
      'No call was let through, so none would have been refused',
    );
  });

  it('does not lay to the set what the token has lost before', () => {
    const words = dryRunWords(run(operation(12), operation(400, false)));
    expect(words.title).toBe('This set would have refused 12 of 3,000 calls');
    expect(words.operations).toHaveLength(1);
    expect(words.lost).toBe(
      '400 calls of before needed what it has lost since; they are refused already.',
    );
  });
});
