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

// Soft hyphen, zero-width space, joiners and marks of direction, word joiner, byte order mark: nobody
// sees them, so a name with one looks like the name without it. U+200D stands inside some emoji too,
// which then fold like the emoji in a row.
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * Folds a name for the question whether two names are the same: accents count, case, spaces and
 * characters that nobody sees do not.
 */
export function nameKey(name: string): string {
  return name.replace(UNSEEN, '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
