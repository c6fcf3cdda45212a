import { provisionalId, type Change } from './change.ts';
import { editsOf, withoutEdit } from './without-edit.ts';
import type { Write } from './writes.ts';

/**
 * Throws a change away. Edits behind it begin without it; edits of a token that is then never
 * created go with it.
 */
export function discardChange(mine: readonly Change[], id: string): readonly Write[] {
  const change = mine.find((one) => one.id === id);
  if (change === undefined || change.kind === 'done') return [];
  const gone: Write = { kind: 'remove', seq: change.seq };
  switch (change.kind) {
    case 'set_aside':
      return [gone];
    case 'create':
      return [
        gone,
        ...editsOf(mine, provisionalId(id)).map(({ seq }): Write => ({ kind: 'remove', seq })),
      ];
    case 'edit':
      return [gone, ...withoutEdit(mine, change)];
  }
}
