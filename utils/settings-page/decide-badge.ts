import type { TokenNote } from '../messaging/protocol.ts';

export type BadgeContent =
  | { readonly kind: 'note'; readonly note: TokenNote }
  /** More than one token has the name: nobody can say which of them a note is about. */
  | { readonly kind: 'ambiguous'; readonly count: number }
  /** The page may show but a part of the name: then the note may be another token's. */
  | { readonly kind: 'doubtful' }
  /** The register has no such token, and whoever looks may record it. */
  | { readonly kind: 'missing' };

/** What is known of a row and of its name. */
export interface RowKnowledge {
  /** The known tokens of exactly this name. */
  readonly notes: readonly TokenNote[];
  /** How many rows of the page show the name. */
  readonly rows: number;
  /** False when the row may show but a part of the name. */
  readonly isCertain: boolean;
  /** True when this is a token's row for sure, and a name without a note is in no register. */
  readonly mayAdd: boolean;
}

/**
 * What a row shows beside its name.
 * @returns null when nothing is known: such a row stays as it is
 */
export function decideBadge({ notes, rows, isCertain, mayAdd }: RowKnowledge): BadgeContent | null {
  const living = notes.filter((note) => note.status !== 'deleted');
  const candidates = living.length > 0 ? living : notes;
  const [note] = candidates;
  if (note === undefined) {
    // Two unknown ones of a name would be recorded as one.
    return mayAdd && isCertain && rows <= 1 ? { kind: 'missing' } : null;
  }
  const count = Math.max(candidates.length, rows);
  if (count > 1) return { kind: 'ambiguous', count };
  return isCertain ? { kind: 'note', note } : { kind: 'doubtful' };
}
