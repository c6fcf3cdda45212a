import { list, number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

/** The first of the names in a sentence, and how many more there are: `a, b, c and 2 more`. */
export function atMost(names: readonly string[], most: number): string {
  const more = names.length - most;
  if (more <= 0) return list(names);
  return list([...names.slice(0, most), t('ui.more', more, { count: number(more) })]);
}
