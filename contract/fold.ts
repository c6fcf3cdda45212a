/**
 * Folds text for search: case, accents and the width of characters do not matter.
 * `Élan  Contacts` and `elan contacts` fold alike.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

// Soft hyphen, fillers of Hangul, zero-width space, joiners and marks of direction, word joiner, byte order mark: nobody
// sees them, so a name with one looks like the name without it. U+200D stands inside some emoji too,
// which then fold like the emoji in a row.
const UNSEEN = /[\u00ad\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0]/g;

/**
 * Folds a name for the question whether two names are the same: accents count, case, spaces and
 * characters that nobody sees do not.
 */
export function nameKey(name: string): string {
  return name.replace(UNSEEN, '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
