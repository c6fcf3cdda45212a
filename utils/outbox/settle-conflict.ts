import type { PatchToken, Token } from '../../contract/token.ts';
import { isSame } from '../tokens/find-conflicts.ts';
import { UNSENT, type AsideText, type Change, type DoneChange, type EditChange } from './change.ts';
import { openChange } from './change-steps.ts';
import { withoutEdit } from './without-edit.ts';
import type { Write } from './writes.ts';

/** What a person decided about the fields in dispute. */
export interface Settlement {
  /** Version of theirs that the person saw. */
  readonly version: number;
  /** What each field in dispute shall be. */
  readonly patch: PatchToken;
}

/**
 * Goes on from their version with what the person decided. Whatever of both versions is not in it is
 * put aside, where it can be read until it is thrown away.
 */
export function settleConflict(
  mine: readonly Change[],
  id: string,
  { version, patch }: Settlement,
  now: Date,
): readonly Write[] {
  const change = openChange(mine, id);
  if (change?.kind !== 'edit' || change.state.kind !== 'conflict') return [];
  const { theirs, fields } = change.state;
  // It has become another conflict since the person looked.
  if (theirs.version !== version || fields.some((field) => !(field in patch))) return [];
  const wanted: PatchToken = { ...change.patch, ...patch };
  const left = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => !isSame(value, theirs[field as keyof Token])),
  );
  const { shape, seq, owner, madeAt } = change;
  const doneAt = now.toISOString();
  const next: EditChange | DoneChange =
    Object.keys(left).length === 0
      ? { shape, seq, id, owner, madeAt, kind: 'done', tokenId: change.tokenId, doneAt }
      : { ...change, base: theirs, patch: left, state: UNSENT };
  const texts = fields.flatMap((field) => unused(field, change.patch, theirs, wanted));
  const writes: readonly Write[] = [
    { kind: 'put', change: next },
    ...(next.kind === 'done' ? withoutEdit(mine, change) : []),
  ];
  if (texts.length === 0) return writes;
  const { tokenId } = change;
  const aside = { shape, id: `${id}-${version}`, owner, madeAt: doneAt, tokenId } as const;
  return [
    ...writes,
    { kind: 'add', change: { ...aside, kind: 'set_aside', name: theirs.name, texts } },
  ];
}

function unused(
  field: keyof PatchToken,
  mine: PatchToken,
  theirs: Token,
  wanted: PatchToken,
): readonly AsideText[] {
  const versions: readonly AsideText[] = [
    { field, whose: 'mine', value: mine[field] },
    { field, whose: 'theirs', value: theirs[field] },
  ];
  return versions.filter(({ value }) => !isEmpty(value) && !isWithin(value, wanted[field]));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || isSame(value, []);
}

function isWithin(part: unknown, whole: unknown): boolean {
  if (isSame(part, whole)) return true;
  if (typeof part === 'string') return typeof whole === 'string' && whole.includes(part);
  if (!Array.isArray(part) || !Array.isArray(whole)) return false;
  return part.every((item) => whole.some((other) => isSame(item, other)));
}
