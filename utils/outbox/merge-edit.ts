import { findConflicts, isSame, type Conflict } from '../tokens/find-conflicts.ts';
import type { PatchToken, Token } from '../../contract/token.ts';
import type { EditChange } from './change.ts';

export type EditMerge =
  /** All of it stands there: an earlier attempt arrived, or somebody made the same change. */
  | { readonly kind: 'already_there' }
  /** Nobody touched the same fields: the edit can be made to their version as it is. */
  | { readonly kind: 'fits' }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] };

/**
 * Holds an edit against the token as it stands at the service now, field by field (a three-way merge).
 * @param mayHaveArrived an earlier attempt to send it got no answer
 */
export function mergeEdit(
  { base, patch }: Pick<EditChange, 'base' | 'patch'>,
  theirs: Token,
  mayHaveArrived: boolean,
): EditMerge {
  const fields = Object.keys(patch) as (keyof PatchToken)[];
  if (fields.every((field) => isSame(patch[field], theirs[field]))) {
    return { kind: 'already_there' };
  }
  const conflicts = conflictsOf({ base, patch }, theirs, mayHaveArrived);
  return conflicts.length > 0 ? { kind: 'conflict', conflicts } : { kind: 'fits' };
}

function conflictsOf(
  { base, patch }: Pick<EditChange, 'base' | 'patch'>,
  theirs: Token,
  mayHaveArrived: boolean,
): readonly Conflict[] {
  const changed = findConflicts(base, patch, theirs);
  // One step further than ours alone, after an attempt whose answer was lost: ours may have arrived
  // and been taken back by somebody. To make it once more would undo what they did.
  const mayBeUndone = mayHaveArrived && theirs.version > base.version + 1;
  if (!mayBeUndone) return changed;
  const undone = (Object.keys(patch) as (keyof PatchToken)[])
    .filter((field) => isSame(base[field], theirs[field]) && !isSame(patch[field], theirs[field]))
    .map((field) => ({
      field,
      base: base[field],
      mine: patch[field],
      theirs: theirs[field],
    }));
  return [...changed, ...undone];
}
