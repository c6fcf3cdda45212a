import type { PatchToken, Token } from '../../contract/token.ts';

/** A field that two people changed at the same time, each to something else. */
export interface Conflict {
  readonly field: keyof PatchToken;
  /** What both began with. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * Compares two edits of one token that began from the same state. A field that only one of them
 * touched is no conflict, and neither is one that both changed to the same.
 */
export function findConflicts(base: Token, mine: PatchToken, theirs: Token): readonly Conflict[] {
  return (Object.keys(mine) as (keyof PatchToken)[])
    .filter((field) => !isSame(base[field], theirs[field]) && !isSame(mine[field], theirs[field]))
    .map((field) => ({
      field,
      base: base[field],
      mine: mine[field],
      theirs: theirs[field],
    }));
}

/** True for two values of a field that are written alike. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
