import { describe, expect, it } from 'vitest';
import { decideDigest, DIGEST_EVERY_MS } from '../../../utils/digest/decide-digest.ts';
import { digestWords } from '../../../utils/digest/digest-words.ts';
import { rankHealth } from '../../../utils/health/rank-health.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const situation = { wanted: true, allowed: true, lastAt: NOW - DIGEST_EVERY_MS, now: NOW };

describe('whether the digest is told', () => {
  it.each([
    ['a week after the last one', {}, 'show'],
    ['a moment before that', { lastAt: NOW - DIGEST_EVERY_MS + 1 }, 'wait'],
    [
      'once, however many weeks the browser was closed',
      { lastAt: NOW - 5 * DIGEST_EVERY_MS },
      'show',
    ],
    ['when it was never told', { lastAt: null }, 'show'],
    ['when the clock has gone back', { lastAt: NOW + DIGEST_EVERY_MS }, 'show'],
    ['when nobody wants it', { wanted: false }, 'off'],
    ['when the browser does not allow it', { allowed: false }, 'off'],
  ])('%s', (_name, given, kind) => {
    expect(decideDigest({ ...situation, ...given }).kind).toBe(kind);
  });
});

describe('what the digest says', () => {
  const high = (name: string) => ({
    token: aToken({
      name,
      owner: 'Lea',
      purpose: 'x',
      expiresAt: '2027-01-01T00:00:00.000Z',
      createdAt: '2026-11-20T00:00:00.000Z',
    }),
    facts: { ownerLeft: true, seenByLeft: [{ name: 'Lea', at: '2026-11-21T00:00:00.000Z' }] },
  });
  const ranked = (count: number) => {
    const all = Array.from({ length: count }, (_, i) => high(`Zendesk – sync ${i} – production`));
    return rankHealth(
      all.map(({ token }) => token),
      all.map(({ token, facts }) => ({
        id: token.id,
        valueSince: null,
        verification: null,
        unusedScopes: null,
        snoozes: [],
        ...facts,
      })),
      NOW,
    );
  };

  it('is nothing when all is well', () => {
    expect(digestWords([], 'names')).toBeNull();
  });

  it('is numbers alone, without any name', () => {
    expect(digestWords(ranked(1), 'numbers')?.text).toBe('1 token is at high risk.');
    const words = digestWords(ranked(4), 'numbers');
    expect(words?.text).toBe('4 tokens are at high risk.');
    expect(JSON.stringify(words)).not.toContain('Zendesk');
  });

  it('is with the gravest names where somebody chose that', () => {
    expect(digestWords(ranked(1), 'names')?.text).toBe(
      '1 token is at high risk. “Zendesk – sync 0 – production”',
    );
    expect(digestWords(ranked(5), 'names')?.text).toMatch(
      /^5 tokens are at high risk\. (“.*”, ){2}“.*” …$/,
    );
  });
});
