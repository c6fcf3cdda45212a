import type { PatchToken } from '../../contract/token.ts';
import type { Change, EditChange } from './change.ts';
import type { Write } from './writes.ts';

/** What becomes of the edits behind one that is never made: they begin without it. */
export function withoutEdit(mine: readonly Change[], gone: EditChange): readonly Write[] {
  // Fields that the edits behind still show as it left them.
  let fields = Object.keys(gone.patch) as (keyof PatchToken)[];
  return editsOf(mine, gone.tokenId)
    .filter(({ seq }) => seq > gone.seq)
    .map((edit) => {
      const before = Object.fromEntries(fields.map((field) => [field, gone.base[field]]));
      fields = fields.filter((field) => !(field in edit.patch));
      return { kind: 'put', change: { ...edit, base: { ...edit.base, ...before } } };
    });
}

/** The edits of one token, in the order in which they were made. */
export function editsOf(mine: readonly Change[], tokenId: string): readonly EditChange[] {
  return mine.filter((change) => change.kind === 'edit').filter((edit) => edit.tokenId === tokenId);
}
