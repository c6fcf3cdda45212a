import type { Change } from './change.ts';

/** A change to be added: the database gives it its place in the order. */
export type NewChange = Change extends infer One
  ? One extends Change
    ? Omit<One, 'seq'>
    : never
  : never;

/** What one step writes. All writes of a step are kept in one transaction, or none is. */
export type Write =
  | { readonly kind: 'put'; readonly change: Change }
  | { readonly kind: 'add'; readonly change: NewChange }
  | { readonly kind: 'remove'; readonly seq: number }
  /** The draft of an edit follows its token to another id. */
  | { readonly kind: 'move_draft'; readonly from: string; readonly to: string };
