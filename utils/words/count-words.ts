import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

/** How many tokens, in words. */
export function tokensWords(count: number): string {
  return t('common.tokenCount', count, { count: number(count) });
}
