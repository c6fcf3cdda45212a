import { describe, expect, it } from 'vitest';
import type { Token } from '../../../contract/token.ts';
import { fitTokens } from '../../../utils/operations/fit-tokens.ts';
import { mayRevealBy, type MayReveal } from '../../../utils/operations/may-reveal.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const LIST_CONTACTS = { scope: 'contacts:read' };
const ALL: MayReveal = { kind: 'all' };

const backing = aToken({ id: 'tok_back', kind: 'front', scopes: ['shared:*'] });
const fitting = (over: Partial<Token> = {}): Token => aToken({ backedBy: backing.id, ...over });
const asCached = (tokens: readonly Token[]) => tokens.map((token) => ({ token }));

describe('a token fits a call', () => {
  it.each<[string, Partial<Token>, boolean]>([
    ['with the scope', {}, true],
    ['with more than the scope', { scopes: ['tags:read', 'contacts:read'] }, true],
    ['without the scope', { scopes: ['contacts:write'] }, false],
    ['with a scope that only looks wider', { scopes: ['shared:*'] }, false],
    ['that has expired by the clock', { expiresAt: '2026-06-01T11:59:59Z' }, false],
    ['that expires soon', { expiresAt: '2026-06-01T13:00:00Z' }, true],
    ['that is deleted', { status: 'deleted' }, false],
    ['of Front itself', { kind: 'front', backedBy: null }, false],
    ['that stands on nothing', { backedBy: null }, false],
    ['that stands on a token which is not known here', { backedBy: 'tok_elsewhere' }, true],
  ])('%s: %j – %s', (_what, over, fits) => {
    const token = fitting(over);
    const { mine } = fitTokens(asCached([backing, token]), LIST_CONTACTS, ALL, NOW);
    expect(mine.map(({ id }) => id)).toEqual(fits ? [token.id] : []);
  });

  it.each<[string, Partial<Token>, boolean]>([
    ['is deleted', { status: 'deleted' }, false],
    ['was recorded without its value', { hint: null }, false],
    ['is known to lack the scope', { scopes: ['tags:read'] }, false],
    ['covers the scope', { scopes: ['contacts:read'] }, true],
    ['may reach further than its record shows', { scopes: ['private:*'] }, true],
  ])('whose Front token %s: %j – %s', (_what, over, fits) => {
    const behind = { ...backing, ...over };
    const { mine } = fitTokens(asCached([behind, fitting()]), LIST_CONTACTS, ALL, NOW);
    expect(mine).toHaveLength(fits ? 1 : 0);
  });

  it('whatever its scopes are, for a call that needs none', () => {
    const token = fitting({ scopes: ['tags:read'] });
    expect(fitTokens(asCached([backing, token]), { scope: null }, ALL, NOW).mine).toEqual([token]);
  });
});

describe('of the tokens that fit', () => {
  const narrow = fitting();
  const wide = fitting({ scopes: ['contacts:read', 'contacts:write', 'tags:read'] });
  const tokens = asCached([wide, backing, narrow]);

  it('the narrowest comes first', () => {
    expect(fitTokens(tokens, LIST_CONTACTS, ALL, NOW).mine).toEqual([narrow, wide]);
  });

  it('mine are those whose value I may see; the others I can ask for', () => {
    const may: MayReveal = { kind: 'some', ids: new Set([wide.id]) };
    const found = fitTokens(tokens, LIST_CONTACTS, may, NOW);
    expect(found).toEqual({ mine: [wide], others: [narrow] });
  });

  it('none is mine while nobody knows what I may see', () => {
    const found = fitTokens(tokens, LIST_CONTACTS, { kind: 'unknown' }, NOW);
    expect(found).toEqual({ mine: [], others: [narrow, wide] });
  });
});

describe('what I may see', () => {
  it('is all, where the service says so', () => {
    expect(mayRevealBy({ all: true, items: [] }, NOW)).toEqual({ kind: 'all' });
  });

  it('is what is granted, and no more once the grant is over', () => {
    const may = mayRevealBy(
      {
        all: false,
        items: [
          { tokenId: 'for good', until: null },
          { tokenId: 'still', until: '2026-06-01T12:00:01Z' },
          { tokenId: 'over', until: '2026-06-01T12:00:00Z' },
        ],
      },
      NOW,
    );
    expect(may).toEqual({ kind: 'some', ids: new Set(['for good', 'still']) });
  });
});
