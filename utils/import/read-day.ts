/** Words for “it does not end”. */
const NEVER = new Set(['never', 'none', 'no', '-', 'n/a', 'nie']);

/**
 * Reads a day as tables write it: `2027-03-31`, with or without a time, `31.03.2027`, or that there is
 * none. `03/04/2027` may be either day, so it is none that can be read.
 * @returns `never`, the day as `YYYY-MM-DD`, or null for what can't be read for sure
 */
export function readDay(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (NEVER.has(trimmed)) return 'never';
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[t ][\d:.]+(?:z|[+-]\d{2}:?\d{2})?)?$/.exec(trimmed);
  if (iso !== null) return dayOf(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed);
  if (dotted !== null) return dayOf(dotted[3], dotted[2], dotted[1]);
  return null;
}

function dayOf(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  // 31 April would become 1 May.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
