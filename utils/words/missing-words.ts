import type { MissingToken } from '../front-page/decide-missing.ts';
import { t } from '../i18n/t.ts';
import { clockWords, dayWords } from './time-words.ts';

/** Why a token is thought to be gone: `it was not on Front’s list at 10:32 (3 Mar 2027)`. `at` is ISO 8601. */
export function missingWords(how: MissingToken['how'], at: string): string {
  const when = { time: clockWords(at), day: dayWords(at) };
  return how === 'deleted_there' ? t('gone.deletedThere', when) : t('gone.notListed', when);
}

/** Said when an admin has noted that the token is there. */
export function dismissedWords(name: string): string {
  return t('gone.dismissed', { name });
}
