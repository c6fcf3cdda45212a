import { describe, expect, it } from 'vitest';
import { byOperation, byRefusal } from '../../../utils/usage/usage-groups.ts';
import { usesStandingOn } from '../../../utils/usage/uses-standing-on.ts';
import { findable } from '../support/a-token.ts';
import { aUsageRow } from '../support/a-usage.ts';

describe('calls by operation', () => {
  it('are all days together, most calls first, with the outcomes and the last time', () => {
    const uses = byOperation([
      aUsageRow({ day: '2026-05-30', calls: 2 }),
      aUsageRow({ day: '2026-06-01', calls: 3 }),
      aUsageRow({ outcome: '404', calls: 9, day: '2026-05-31' }),
      aUsageRow({ operation: 'list-contacts', scope: 'contacts:read', calls: 40 }),
      aUsageRow({ operation: null, scope: null, outcome: 'bad_path', refusedHere: true }),
    ]);
    expect(uses.map(({ operation, calls }) => [operation, calls])).toEqual([
      ['list-contacts', 40],
      ['list-tags', 14],
      [null, 1],
    ]);
    expect(uses[1]).toMatchObject({
      scope: 'tags:read',
      lastAt: '2026-06-01T09:00:00.000Z',
      outcomes: [
        { outcome: '404', calls: 9 },
        { outcome: '200', calls: 5 },
      ],
    });
  });

  it('are none where there were none', () => {
    expect(byOperation([])).toEqual([]);
  });
});

describe('refused calls', () => {
  const missing = { outcome: 'missing_scope', refusedHere: true };
  it('are told by scope where a scope is the reason, and by reason else', () => {
    const refused = byRefusal([
      aUsageRow({ ...missing, operation: 'create-message', scope: 'messages:send', calls: 2 }),
      aUsageRow({ ...missing, operation: 'reply', scope: 'messages:send', calls: 3 }),
      aUsageRow({ ...missing, calls: 4 }),
      aUsageRow({ outcome: 'over_budget', refusedHere: true, calls: 7 }),
      aUsageRow({ outcome: 'over_budget', refusedHere: true, scope: 'x:read', calls: 1 }),
      aUsageRow({ calls: 99 }),
    ]);
    expect(refused.map(({ outcome, scope, calls }) => [outcome, scope, calls])).toEqual([
      ['over_budget', null, 8],
      ['missing_scope', 'messages:send', 5],
      ['missing_scope', 'tags:read', 4],
    ]);
    expect(refused[1]?.operations).toEqual(['create-message', 'reply']);
  });
});

describe('the use of a Front token', () => {
  it('is that of the issued tokens that stand on it now', () => {
    const lastUsedAt = '2026-05-01T00:00:00.000Z';
    const tokens = [
      findable({ backedBy: 'tok_front', callCount: 3, lastUsedAt }),
      findable({ backedBy: 'tok_front', callCount: 4, lastUsedAt: '2026-04-01T00:00:00.000Z' }),
      findable({ backedBy: 'tok_front' }),
      findable({ backedBy: 'tok_front', status: 'deleted', callCount: 50 }),
      findable({ backedBy: 'tok_other', callCount: 60 }),
    ];
    expect(usesStandingOn(tokens, 'tok_front')).toEqual({ count: 3, calls: 7, lastAt: lastUsedAt });
    expect(usesStandingOn(tokens, 'tok_nothing')).toEqual({ count: 0, calls: 0, lastAt: null });
  });
});
