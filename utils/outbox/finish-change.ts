import type { PatchToken, Token } from '../../contract/token.ts';
import { isSame } from '../tokens/find-conflicts.ts';
import {
  provisionalId,
  type Change,
  type CreateChange,
  type DoneChange,
  type EditChange,
} from './change.ts';
import { openChange } from './change-steps.ts';
import { editDraftKey } from './edit-draft-key.ts';
import { mergeEdit } from './merge-edit.ts';
import { editsOf } from './without-edit.ts';
import type { Write } from './writes.ts';

/** So long is it remembered that a change has arrived, in ms. */
const REMEMBERED_MS = 24 * 60 * 60_000;

/**
 * A change has arrived, and this is the token that came of it: the change goes, and those behind it
 * begin from that token.
 */
export function finishChange(
  mine: readonly Change[],
  id: string,
  token: Token,
  now: Date,
): readonly Write[] {
  const change = openChange(mine, id);
  if (change === null) return [];
  const { shape, seq, owner, madeAt } = change;
  const doneAt = now.toISOString();
  const done: DoneChange = {
    shape,
    seq,
    id,
    owner,
    madeAt,
    kind: 'done',
    tokenId: token.id,
    doneAt,
  };
  return [
    { kind: 'put', change: done },
    ...(change.kind === 'edit'
      ? behindEdit(mine, change, token)
      : behindCreate(mine, change, token)),
    ...forgotten(mine, now),
  ];
}

function behindEdit(mine: readonly Change[], sent: EditChange, token: Token): readonly Write[] {
  // Nobody came between: what the token says now in our fields is our own words, as the service
  // writes them.
  const direct = token.version === sent.base.version + 1;
  const fields = Object.keys(sent.patch) as (keyof PatchToken)[];
  return editsOf(mine, sent.tokenId)
    .filter(({ seq }) => seq > sent.seq)
    .map((edit) => {
      const ours = fields.filter((field) => direct && isSame(edit.base[field], sent.patch[field]));
      const base = { ...edit.base, ...pick(token, ours) };
      const merge = mergeEdit({ base, patch: edit.patch }, token, false);
      // A conflict is met when it is its turn, and then with what stands there by then.
      return put({ ...edit, base: merge.kind === 'conflict' ? base : token });
    });
}

function behindCreate(mine: readonly Change[], sent: CreateChange, token: Token): readonly Write[] {
  const provisional = provisionalId(sent.id);
  let base = token;
  const moved = editsOf(mine, provisional).map((edit) => {
    // Changed since by somebody: each edit is held against what it began with, when it is its turn.
    const before = token.version === 1 ? base : { ...edit.base, id: token.id };
    base = { ...base, ...edit.patch } as Token;
    return put({ ...edit, tokenId: token.id, base: before });
  });
  return [
    ...moved,
    { kind: 'move_draft', from: editDraftKey(provisional), to: editDraftKey(token.id) },
  ];
}

function forgotten(mine: readonly Change[], now: Date): readonly Write[] {
  return (
    mine
      .filter((change) => change.kind === 'done')
      // A clock that was put back must not keep them for ever.
      .filter(({ doneAt }) => !(Math.abs(now.getTime() - Date.parse(doneAt)) < REMEMBERED_MS))
      .map(({ seq }) => ({ kind: 'remove', seq }))
  );
}

function pick(token: Token, fields: readonly (keyof PatchToken)[]): Partial<Token> {
  return Object.fromEntries(fields.map((field) => [field, token[field]]));
}

function put(change: Change): Write {
  return { kind: 'put', change };
}
