import type { HealthFacts } from '../../contract/token-health.ts';
import type { Token } from '../../contract/token.ts';
import { judgeHealth, type Level, type TokenHealth } from './judge-health.ts';

/** Tokens that are not deleted and of which something is to be said, the gravest first. */
export function rankHealth(
  tokens: readonly Token[],
  facts: readonly HealthFacts[],
  now: number,
): readonly TokenHealth[] {
  const known = new Map(facts.map((item) => [item.id, item]));
  return tokens
    .filter(({ status }) => status !== 'deleted')
    .map((token) => judgeHealth(token, known.get(token.id) ?? null, now))
    .filter(({ findings, snoozed }) => findings.length > 0 || snoozed.length > 0)
    .sort((a, b) => b.risk - a.risk || (a.token.name < b.token.name ? -1 : 1));
}

export type LevelCounts = Readonly<Record<Exclude<Level, 'none'>, number>>;

/** How many tokens stand at each level. */
export function countLevels(ranked: readonly TokenHealth[]): LevelCounts {
  const counts = { high: 0, medium: 0, low: 0 };
  for (const { level } of ranked) if (level !== 'none') counts[level] += 1;
  return counts;
}
