import { describe, expect, it } from 'vitest';
import {
  findTokens,
  NO_FILTER,
  type Findable,
  type TokenFilter,
} from '../../../utils/tokens/find-tokens.ts';
import { createTokenSearch } from '../../../utils/tokens/token-search.ts';
import { findable } from '../support/a-token.ts';

const NOW = Date.parse('2026-06-01T12:00:00.000Z');

const tokens = [
  findable({ name: 'Alpha export', purpose: 'Élan contacts', tags: ['sync'] }),
  findable({ name: 'Beta', tags: ['Contacts'], owner: 'Data team' }),
  findable({ name: 'Contacts sync', environment: 'staging' }),
  findable({ name: 'Contact point', expiresAt: '2026-05-01T00:00:00.000Z' }),
  findable({ name: 'Gone contacts', status: 'deleted' }),
];

/** Counts how often a token's text is looked at. */
function watched(tokens: readonly Findable[]): { tokens: Findable[]; looks: () => number } {
  let looks = 0;
  return {
    tokens: tokens.map(({ token, search }) => ({
      token,
      get search() {
        looks += 1;
        return search;
      },
    })),
    looks: () => looks,
  };
}

describe('a search that is typed', () => {
  it.each([
    ['key by key', ['c', 'co', 'con', 'contact', 'contacts', 'contacts ', 'contacts s']],
    ['with keys taken back', ['sync', 'syn', 'sy', 's', '', 'e', 'el', 'e']],
    ['with a word put before the others', ['contacts', 'a contacts', 'alpha contacts']],
    ['with words that hold one another', ['a ab', 'ab a', 'ab', 'a', 'data a', 'a data']],
    ['by pasting one over another', ['beta', 'alpha', 'contacts sync', 'sync contacts']],
    ['with accents and case', ['É', 'Él', 'éLA', 'elan', 'ELAN ']],
  ])('finds %s what a search from the start finds', (_, queries) => {
    const search = createTokenSearch<Findable>();
    for (const query of queries) {
      const filter = { ...NO_FILTER, query };
      expect(search(tokens, filter, NOW)).toEqual(findTokens(tokens, filter, NOW));
    }
  });

  it('looks at other tokens, another filter or another time from the start', () => {
    const search = createTokenSearch<Findable>();
    const asked: [readonly Findable[], Partial<TokenFilter>, number][] = [
      [tokens, {}, NOW],
      [tokens.slice(2), {}, NOW],
      [tokens, { state: 'active' }, NOW],
      [tokens, { state: 'active' }, Date.parse('2026-04-30T00:00:00.000Z')],
      [tokens, { kind: 'front' }, NOW],
      [tokens, { tag: 'sync' }, NOW],
      [tokens, { use: 'never' }, NOW],
      [tokens, { use: 'unused' }, Date.parse('2026-03-02T00:00:00.000Z')],
    ];
    for (const [some, given, now] of asked) {
      const filter = { ...NO_FILTER, query: 'contact', ...given };
      expect(search(some, filter, now)).toEqual(findTokens(some, filter, now));
    }
  });

  it('looks for a longer query only in what the shorter one has found', () => {
    const { tokens: rows, looks } = watched(tokens);
    const search = createTokenSearch<Findable>();
    search(rows, { ...NO_FILTER, query: 'bet' }, NOW);
    const before = looks();
    expect(search(rows, { ...NO_FILTER, query: 'beta' }, NOW)).toHaveLength(1);
    // Whether it holds the word and whether it begins with it is one look.
    expect(looks() - before).toBe(1);
  });
});
