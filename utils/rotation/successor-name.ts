import { LIMITS } from '../../contract/limits.ts';
import { nameKey } from '../../contract/fold.ts';

const MONTH = / \(\d{4}-\d{2}(?:-\d{2})?\)$/;

/**
 * Proposes a name for the token that takes another's place: the same with the month behind it, or
 * the day where the month stands there already. Two tokens of one name could not be told apart in
 * Front. `now` in ms; UTC, so that the proposal is the same for everybody.
 */
export function successorName(name: string, now: number): string {
  const base = name.replace(MONTH, '').trim();
  const iso = new Date(now).toISOString();
  const [month, day] = [7, 10].map((length) => withSuffix(base, iso.slice(0, length)));
  return nameKey(month ?? '') === nameKey(name) ? (day ?? '') : (month ?? '');
}

function withSuffix(base: string, when: string): string {
  const suffix = ` (${when})`;
  return `${base.slice(0, LIMITS.name - suffix.length).trimEnd()}${suffix}`;
}
