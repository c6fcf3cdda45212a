import type { TokenHealth } from '../health/judge-health.ts';
import { countLevels } from '../health/rank-health.ts';

export interface DigestWords {
  readonly title: string;
  readonly text: string;
}

/** Names that a notification has room for. */
const MOST_NAMES = 3;

/**
 * What the weekly notification says; null when there is nothing to say. Numbers alone, unless the
 * person chose names: it may stand on a locked screen.
 */
export function digestWords(
  ranked: readonly TokenHealth[],
  tell: 'numbers' | 'names',
): DigestWords | null {
  const { high, medium } = countLevels(ranked);
  if (high + medium === 0) return null;
  const parts = [
    ...(high > 0 ? [`${tokensWords(high)} at high risk`] : []),
    ...(medium > 0 ? [`${high > 0 ? medium : tokensWords(medium)} at medium risk`] : []),
  ];
  const named = ranked.slice(0, MOST_NAMES).filter(({ level }) => level === 'high');
  const names =
    tell === 'names' && named.length > 0
      ? ` ${named.map(({ token }) => `“${token.name}”`).join(', ')}${high > named.length ? ' …' : ''}`
      : '';
  return { title: 'Your Front tokens this week', text: `${parts.join(', ')}.${names}` };
}

function tokensWords(count: number): string {
  return count === 1 ? '1 token is' : `${count} tokens are`;
}
