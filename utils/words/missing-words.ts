import type { MissingToken } from '../front-page/decide-missing.ts';
import { dayWords } from './time-words.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Why a token is thought to be gone: `it was not on Front’s list at 10:32 (3 Mar 2027)`. `at` is ISO 8601. */
export function missingWords(how: MissingToken['how'], at: string): string {
  const when = `${clock.format(new Date(at))} (${dayWords(at)})`;
  return how === 'deleted_there'
    ? `Front’s Delete was pressed for it, and at ${when} it was not on Front’s list any more`
    : `it was not on Front’s list at ${when}`;
}

export function dismissedWords(name: string): string {
  return `Noted: “${name}” is still in Front`;
}
