import type { TokenHealth } from '../health/judge-health.ts';
import { countLevels } from '../health/rank-health.ts';
import { number, row } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

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
  const named = ranked.slice(0, MOST_NAMES).filter(({ level }) => level === 'high');
  const names =
    tell === 'names' && named.length > 0
      ? ` ${row(named.map(({ token }) => t('ui.quoted', { text: token.name })))}${high > named.length ? ' …' : ''}`
      : '';
  return { title: t('digest.title'), text: `${riskWords(high, medium)}${names}` };
}

function riskWords(high: number, medium: number): string {
  if (high === 0) return t('digest.medium', medium, { count: number(medium) });
  if (medium === 0) return t('digest.high', high, { count: number(high) });
  return t('digest.both', high, { count: number(high), medium: number(medium) });
}
