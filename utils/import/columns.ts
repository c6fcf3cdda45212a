import { foldForSearch } from '../../contract/fold.ts';

/** What a column of the file can hold. */
export const IMPORT_FIELDS = [
  'name',
  'value',
  'purpose',
  'tags',
  'owner',
  'environment',
  'usedIn',
  'expires',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** The column of each field, counted from 0; a field that is not here is not in the file. */
export type ColumnMap = Readonly<Partial<Record<ImportField, number>>>;

/** Headers as they are met, folded and without what is no letter or digit. */
const HEADERS: Readonly<Record<ImportField, readonly string[]>> = {
  name: ['name', 'tokenname', 'title', 'label', 'bezeichnung'],
  value: ['value', 'token', 'apitoken', 'secret', 'key', 'apikey', 'jwt', 'wert', 'password'],
  purpose: ['purpose', 'description', 'notes', 'note', 'comment', 'what', 'zweck', 'beschreibung'],
  tags: ['tags', 'tag', 'labels', 'categories', 'category'],
  owner: ['owner', 'team', 'responsible', 'contact', 'person', 'createdby', 'verantwortlich'],
  environment: ['environment', 'env', 'stage', 'umgebung'],
  usedIn: ['usedin', 'usedby', 'where', 'whereused', 'places', 'systems', 'system'],
  expires: ['expires', 'expiresat', 'expiry', 'expiration', 'until', 'validuntil', 'ablauf'],
};

/** Finds the columns by their headers; of two that fit one field, the first in the list above. */
export function recogniseColumns(header: readonly string[]): ColumnMap {
  const folded = header.map((cell) => foldForSearch(cell).replace(/[^\p{L}\p{N}]/gu, ''));
  const map: Partial<Record<ImportField, number>> = {};
  const taken = new Set<number>();
  for (const field of IMPORT_FIELDS) {
    for (const known of HEADERS[field]) {
      const at = folded.findIndex((cell, column) => cell === known && !taken.has(column));
      if (at < 0) continue;
      map[field] = at;
      taken.add(at);
      break;
    }
  }
  return map;
}

/** Gives a field another column, or none; a column belongs to one field alone. */
export function withColumn(map: ColumnMap, field: ImportField, column: number | null): ColumnMap {
  const rest = Object.entries(map).filter(([other, at]) => other !== field && at !== column);
  return Object.fromEntries(column === null ? rest : [...rest, [field, column]]);
}
