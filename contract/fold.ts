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

/** Folds a name for the question whether two names are the same: accents count, case and spaces do not. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
