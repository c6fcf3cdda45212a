import { describe, expect, it } from 'vitest';
import { agedTokens, ageDots } from '../../../utils/plots/age-dots.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2027-01-01T00:00:00.000Z');
const ago = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();
const issued = (age: number, idle: number | null, over = {}) =>
  aToken({ createdAt: ago(age), lastUsedAt: idle === null ? null : ago(idle), ...over });

describe('tokens by age and last use', () => {
  it('are those issued here that still work: of others nobody knows a use', () => {
    const shown = agedTokens(
      [
        issued(10, 1),
        issued(10, 1, { kind: 'front' }),
        issued(10, 1, { status: 'deleted' }),
        issued(10, 1, { status: 'expired' }),
      ],
      NOW,
    );
    expect(shown).toMatchObject([{ ageDays: 10, idleDays: 1 }]);
  });

  it('begin with the one that nobody has used for longest; one that was never used counts from its making', () => {
    const order = agedTokens([issued(20, 2), issued(300, null), issued(500, 400)], NOW);
    expect(order.map(({ ageDays }) => ageDays)).toEqual([500, 300, 20]);
  });

  it('stand out when they are old and were not used for as long', () => {
    const dots = ageDots(agedTokens([issued(91, null), issued(300, 1), issued(30, null)], NOW));
    expect(dots.map(({ ageDays, isForgotten }) => [ageDays, isForgotten])).toEqual([
      [91, true],
      [30, false],
      [300, false],
    ]);
  });

  it('share a dot where they would cover each other, and none is lost', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => issued(i % 900, (i * 7) % 400));
    const dots = ageDots(agedTokens(many, NOW));
    expect(dots.reduce((sum, { tokens }) => sum + tokens.length, 0)).toBe(10_000);
    expect(dots.length).toBeLessThan(2_500);
  });

  it('of the future, by a clock that is wrong, were made just now', () => {
    expect(agedTokens([issued(-3, null)], NOW)).toMatchObject([{ ageDays: 0 }]);
  });
});
