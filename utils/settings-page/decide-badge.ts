import type { TokenNote } from '../messaging/protocol.ts';

export type BadgeContent =
  | { readonly kind: 'note'; readonly note: TokenNote }
  /** More than one token has the name: nobody can say which of them a note is about. */
  | { readonly kind: 'ambiguous'; readonly count: number };

/**
 * What a row shows beside its name.
 * @param notes the known tokens of exactly this name
 * @param rows how many rows of the page show the name
 * @returns null when nothing is known: such a row stays as it is
 */
export function decideBadge(notes: readonly TokenNote[], rows: number): BadgeContent | null {
  const living = notes.filter((note) => note.status !== 'deleted');
  const candidates = living.length > 0 ? living : notes;
  const [note] = candidates;
  if (note === undefined) return null;
  const count = Math.max(candidates.length, rows);
  return count > 1 ? { kind: 'ambiguous', count } : { kind: 'note', note };
}
