import { describe, expect, it } from 'vitest';
import {
  filtersOf,
  isTokensView,
  readFilters,
  START_VIEW,
  type TokensView,
} from '../../../utils/tokens/view-filters.ts';

describe('the filters of a saved view', () => {
  it('are those that are set, and come back as they were', () => {
    const view: TokensView = { ...START_VIEW, query: 'crm', use: 'unused', sort: '-lastUsedAt' };
    expect(filtersOf(view)).toEqual({ query: 'crm', use: 'unused', sort: '-lastUsedAt' });
    expect(readFilters(filtersOf(view))).toEqual({ view, unknown: {} });
  });

  it.each([
    ['a filter of a newer version', { risk: 'high' }],
    ['a choice of a newer version', { state: 'archived' }],
    ['an order of a newer version', { sort: 'risk' }],
    ['a field of every object', { constructor: 'x' }],
  ])('hand back %s instead of applying it', (_, unknown) => {
    const read = readFilters({ query: 'crm', ...unknown });
    expect(read).toEqual({ view: { ...START_VIEW, query: 'crm' }, unknown });
  });

  it('are taken from a draft of this version alone', () => {
    expect(isTokensView(START_VIEW)).toBe(true);
    expect(isTokensView({ ...START_VIEW, state: 'archived' })).toBe(false);
    expect(isTokensView({ ...START_VIEW, tag: 5 })).toBe(false);
    expect(isTokensView(null)).toBe(false);
  });
});
