import { LIMITS } from '../../contract/limits.ts';
import { line } from '../../contract/texts.ts';

const PersonName = line(LIMITS.person);

/** The name that somebody gave on a page of the sign-in window; null when it cannot be one. */
export function personName(text: string): string | null {
  const read = PersonName.safeParse(text);
  return read.success ? read.data : null;
}
