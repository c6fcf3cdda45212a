import { describe, expect, it } from 'vitest';
import {
  countUnused,
  findTokens,
  NO_FILTER,
  sortTokens,
  tagsInUse,
} from '../../../utils/tokens/find-tokens.ts';
import { findable } from '../support/a-token.ts';

const NOW = Date.parse('2026-06-01T12:00:00.000Z');
const names = (found: readonly { token: { name: string } }[]) =>
  found.map(({ token }) => token.name);

describe('search', () => {
  const tokens = [
    findable({ name: 'Alpha export', purpose: 'Élan contacts' }),
    findable({ name: 'Beta', tags: ['Contacts'], owner: 'Data team' }),
    findable({ name: 'Contacts sync', environment: 'staging' }),
    findable({ name: 'Gone contacts', status: 'deleted' }),
  ];
  const find = (query: string) => names(findTokens(tokens, { ...NO_FILTER, query }, NOW));

  it('finds a word in name, purpose, tags, owner and environment, without case and accents', () => {
    expect(find('ELAN')).toEqual(['Alpha export']);
    expect(find('data')).toEqual(['Beta']);
    expect(find('Staging')).toEqual(['Contacts sync']);
  });

  it('puts names that begin with what was typed first', () => {
    expect(find('contacts')).toEqual(['Contacts sync', 'Alpha export', 'Beta']);
  });

  it('wants every word, in any order', () => {
    expect(find('contacts alpha')).toEqual(['Alpha export']);
    expect(find('alpha beta')).toEqual([]);
  });

  it('takes signs as they are', () => {
    expect(find('%')).toEqual([]);
    expect(find('.*')).toEqual([]);
  });
});

describe('filters', () => {
  const tokens = [
    findable({ name: 'far', expiresAt: '2027-01-01T00:00:00.000Z', tags: ['Sync'] }),
    findable({ name: 'soon', expiresAt: '2026-06-03T12:00:00.000Z' }),
    findable({ name: 'over', expiresAt: '2026-05-01T00:00:00.000Z', kind: 'front' }),
    findable({ name: 'gone', status: 'deleted' }),
  ];
  const find = (filter: Partial<typeof NO_FILTER>) =>
    names(findTokens(tokens, { ...NO_FILTER, ...filter }, NOW));

  it.each([
    ['live', ['far', 'soon', 'over']],
    ['active', ['far', 'soon']],
    ['soon', ['soon']],
    ['expired', ['over']],
    ['deleted', ['gone']],
  ] as const)('state %s shows %j, by the clock and not by what was stored', (state, expected) => {
    expect(find({ state })).toEqual(expected);
  });

  it('narrows to a kind and to a tag, whatever its case', () => {
    expect(find({ kind: 'front' })).toEqual(['over']);
    expect(find({ tag: 'sync' })).toEqual(['far']);
  });
});

describe('tokens that nobody uses', () => {
  const old = { createdAt: '2025-01-01T00:00:00.000Z' };
  const tokens = [
    findable({ name: 'used today', ...old, lastUsedAt: '2026-06-01T10:00:00.000Z' }),
    findable({ name: 'used in winter', ...old, lastUsedAt: '2026-02-01T10:00:00.000Z' }),
    findable({ name: 'old, never used', ...old }),
    findable({ name: 'new, never used', createdAt: '2026-05-30T00:00:00.000Z' }),
    findable({ name: 'of Front', ...old, kind: 'front' }),
    findable({ name: 'gone', ...old, status: 'deleted' }),
  ];
  const find = (filter: Partial<typeof NO_FILTER>) =>
    names(findTokens(tokens, { ...NO_FILTER, ...filter }, NOW));

  it('are those of that age without a call for 90 days', () => {
    expect(find({ use: 'unused' })).toEqual(['used in winter', 'old, never used']);
  });

  it('are, among those that never made a call, new ones too', () => {
    expect(find({ use: 'never' })).toEqual(['old, never used', 'new, never used']);
  });

  it('are counted as they are found', () => {
    const count = { unused: find({ use: 'unused' }).length, never: find({ use: 'never' }).length };
    expect(countUnused(tokens, NOW)).toEqual(count);
  });

  it('hold no deleted one, and none of Front, of which nobody knows', () => {
    expect(find({ use: 'never', state: 'deleted' })).toEqual([]);
    expect(find({ use: 'unused', kind: 'front' })).toEqual([]);
  });

  it('end at 90 days to the millisecond, as the service counts them', () => {
    const at = (ms: number) =>
      findable({ ...old, lastUsedAt: new Date(NOW - 90 * 86_400_000 + ms).toISOString() });
    const on = (ms: number) => findTokens([at(ms)], { ...NO_FILTER, use: 'unused' }, NOW).length;
    expect([on(-1), on(0)]).toEqual([1, 0]);
  });
});

describe('order', () => {
  const tokens = [
    findable({ name: 'b', expiresAt: null }),
    findable({ name: 'C', expiresAt: '2026-02-01T00:00:00.000Z' }),
    findable({ name: 'a', expiresAt: '2026-03-01T00:00:00.000Z' }),
  ];

  it('goes by name without case, both ways', () => {
    expect(names(sortTokens(tokens, 'name'))).toEqual(['a', 'b', 'C']);
    expect(names(sortTokens(tokens, '-name'))).toEqual(['C', 'b', 'a']);
  });

  it('puts tokens without the time last, both ways', () => {
    expect(names(sortTokens(tokens, 'expiresAt'))).toEqual(['C', 'a', 'b']);
    expect(names(sortTokens(tokens, '-expiresAt'))).toEqual(['a', 'C', 'b']);
  });
});

it('lists tags most used first, once each, and none of deleted tokens', () => {
  const tokens = [
    findable({ tags: ['sync', 'data'] }),
    findable({ tags: ['Sync'] }),
    findable({ tags: ['old'], status: 'deleted' }),
  ];
  expect(tagsInUse(tokens)).toEqual(['sync', 'data']);
});
