import { describe, expect, test } from 'vitest';
import { proposeScopes } from '../../service/usage/propose-scopes.ts';
import { scopeOfCall, type CountedCalls } from '../../service/usage/scope-of-call.ts';
import { tryScopes } from '../../service/usage/try-scopes.ts';

const DAY = '2026-11-25';
const some = (
  operation: string | null,
  outcome: string,
  calls = 1,
  time = '09:00:00',
): CountedCalls => ({ operation, outcome, calls, lastAt: `${DAY}T${time}.000Z` });

describe('what a counted call says of scopes', () => {
  test.each([
    ['list-tags', '200', { kind: 'scope', scope: 'tags:read', missing: false }],
    ['list-tags', 'missing_scope', { kind: 'scope', scope: 'tags:read', missing: true }],
    ['list-tags', 'over_budget', { kind: 'scope', scope: 'tags:read', missing: false }],
    ['list-tags', 'no_backing', { kind: 'scope', scope: 'tags:read', missing: false }],
    ['list-tags', 'an outcome of tomorrow', { kind: 'scope', scope: 'tags:read', missing: false }],
    ['api-token-details', '200', { kind: 'no_scope' }],
    ['an-operation-of-yesterday', '200', { kind: 'unknown' }],
    [null, 'expired', { kind: 'no_operation' }],
    [null, 'bad_path', { kind: 'no_operation' }],
    [null, 'unknown_operation', { kind: 'no_operation' }],
    [null, '200', { kind: 'unknown' }],
    [null, 'missing_scope', { kind: 'unknown' }],
  ])('%s with %s is %j', (operation, outcome, expected) => {
    expect(scopeOfCall(some(operation, outcome))).toMatchObject(expected);
  });
});

describe('the narrowest set', () => {
  const granted = ['tags:read', 'tags:write', 'contacts:read'];
  const propose = (...counted: readonly CountedCalls[]) => proposeScopes(granted, counted);

  test('is what was called for, in the order in which it was granted', () => {
    const { proposal, unused, callsSeen } = propose(
      some('list-contacts', '200', 5),
      some('list-tags', '200', 7),
    );
    expect(proposal).toEqual(['tags:read', 'contacts:read']);
    expect(unused).toEqual(['tags:write']);
    expect(callsSeen).toBe(12);
  });

  test('is nothing where nothing was called', () => {
    expect(propose()).toMatchObject({ proposal: [], unused: granted, callsSeen: 0 });
  });

  test.each(['200', '404', '500', 'over_budget', 'front_unreachable', 'caller_left', 'cut'])(
    'keeps a scope that was called for, also where the outcome was %s',
    (outcome) => {
      expect(propose(some('list-tags', outcome)).proposal).toEqual(['tags:read']);
    },
  );

  test('keeps a scope for which calls were refused before it was granted', () => {
    const { proposal, used, missing } = propose(some('list-tags', 'missing_scope', 3));
    expect(proposal).toEqual(['tags:read']);
    expect(used).toMatchObject([{ scope: 'tags:read', calls: 3, refused: 3 }]);
    expect(missing).toEqual([]);
  });

  test('adds up the operations of a scope, with the last time', () => {
    expect(
      propose(
        some('list-tags', '200', 2, '10:00:00'),
        some('get-tag', '200', 3, '08:00:00'),
        some('get-tag', '404', 1, '07:00:00'),
      ).used,
    ).toEqual([
      {
        scope: 'tags:read',
        calls: 6,
        refused: 0,
        lastAt: `${DAY}T10:00:00.000Z`,
        operations: ['list-tags', 'get-tag'],
      },
    ]);
  });

  test('does not add what was refused, and says that it was', () => {
    const { proposal, missing } = propose(
      some('list-conversations', 'missing_scope', 4),
      some('list-teams', '200', 9),
    );
    expect(proposal).toEqual([]);
    // Teams were called while the scope was there; it was taken away, and nobody missed it since.
    expect(missing.map(({ scope, refused }) => [scope, refused])).toEqual([
      ['conversations:read', 4],
    ]);
  });

  test('says how many calls are decided by no scope, and of how many nobody knows it', () => {
    expect(
      propose(
        some('api-token-details', '200', 2),
        some(null, '200', 50),
        some('an-operation-of-yesterday', '200', 1),
        some(null, 'bad_path', 7),
      ),
    ).toMatchObject({ withoutScope: 2, undecided: 51, callsSeen: 60, proposal: [] });
  });
});

describe('a set that is tried', () => {
  const granted = ['tags:read', 'tags:write'];
  const trial = (scopes: readonly string[]) => tryScopes(granted, scopes, past);
  const past = [
    some('list-tags', '200', 100),
    some('list-tags', '429', 3, '11:00:00'),
    some('create-tag', '201', 12),
    some('create-tag', 'missing_scope', 5),
    some('list-conversations', 'missing_scope', 4),
    some('api-token-details', '200', 2),
    some(null, 'expired', 6),
    some(null, '200', 50),
  ];

  test('that has all of it refuses nothing', () => {
    expect(trial(['tags:read', 'tags:write'])).toMatchObject({
      callsPassed: 117,
      undecided: 50,
      wouldRefuse: { calls: 0, operations: [] },
    });
  });

  test('refuses the calls that passed with what it lacks, and not again those refused before', () => {
    expect(trial(['tags:read']).wouldRefuse).toEqual({
      calls: 12,
      operations: [
        {
          operation: 'create-tag',
          scope: 'tags:write',
          held: true,
          calls: 12,
          lastAt: `${DAY}T09:00:00.000Z`,
        },
      ],
    });
  });

  test('counts the outcomes of an operation together', () => {
    expect(trial(['tags:write']).wouldRefuse.operations).toEqual([
      {
        operation: 'list-tags',
        scope: 'tags:read',
        held: true,
        calls: 103,
        lastAt: `${DAY}T11:00:00.000Z`,
      },
    ]);
  });

  test('tells calls for a scope that the token has lost since from those that it would lose', () => {
    const { wouldRefuse } = tryScopes(['tags:read'], ['tags:read'], past);
    expect(wouldRefuse.operations).toMatchObject([{ operation: 'create-tag', held: false }]);
  });

  test('lets pass what was refused for a scope that it has', () => {
    const { wouldPass } = trial(['conversations:read', 'tags:write']);
    expect(wouldPass.calls).toBe(9);
    expect(wouldPass.operations.map(({ operation }) => operation)).toEqual([
      'create-tag',
      'list-conversations',
    ]);
  });
});

test('the proposal, tried on the calls that it was made from, refuses none of them', () => {
  const granted = ['tags:read', 'tags:write', 'contacts:read', 'teams:read'];
  const past = [
    some('list-tags', '200', 9),
    some('list-contacts', 'over_budget', 2),
    some('list-conversations', 'missing_scope', 2),
  ];
  const { proposal } = proposeScopes(granted, past);
  expect(proposal).not.toEqual([]);
  expect(tryScopes(granted, proposal, past).wouldRefuse.calls).toBe(0);
});
