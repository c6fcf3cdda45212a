import type { Token } from '../../contract/token.ts';
import type { Failure } from '../messaging/protocol.ts';
import { isOpen, UNSENT, type Change, type OpenChange } from './change.ts';
import { mergeEdit } from './merge-edit.ts';
import { postponed } from './next-change.ts';
import type { Write } from './writes.ts';

/** The open change with this id, when it is still there. */
export function openChange(mine: readonly Change[], id: string): OpenChange | null {
  return mine.filter(isOpen).find((change) => change.id === id) ?? null;
}

/** Notes that a change is about to be sent: whatever comes of it, it may have arrived. */
export function noteTried(mine: readonly Change[], id: string): readonly Write[] {
  const change = openChange(mine, id);
  if (change?.state.kind !== 'waiting' || change.state.tried) return [];
  return put({ ...change, state: { ...change.state, tried: true } });
}

/** Notes that it could not be sent just now. */
export function notePostponed(
  mine: readonly Change[],
  id: string,
  why: Failure,
  now: number,
): readonly Write[] {
  const change = openChange(mine, id);
  if (change?.state.kind !== 'waiting') return [];
  return put({ ...change, state: postponed(change.state, why, now) });
}

/** Notes that the service said no. */
export function noteRefused(mine: readonly Change[], id: string, why: Failure): readonly Write[] {
  const change = openChange(mine, id);
  return change?.state.kind === 'waiting'
    ? put({ ...change, state: { kind: 'refused', why } })
    : [];
}

/** Puts a refused change back into the row, as if it had just been made. */
export function noteAgain(mine: readonly Change[], id: string): readonly Write[] {
  const change = openChange(mine, id);
  return change?.state.kind === 'refused'
    ? put({ ...change, state: { ...UNSENT, tried: true } })
    : [];
}

/**
 * After the service has said that the token is another by now: what that means for the edit. An edit
 * that fits goes on from their version; one that stands there already is left to `finishChange`.
 * @param mayHaveArrived an earlier attempt got no answer; the one that got this one has not arrived
 */
export function noteTheirs(
  mine: readonly Change[],
  id: string,
  theirs: Token,
  mayHaveArrived: boolean,
): readonly Write[] {
  const change = openChange(mine, id);
  if (change?.kind !== 'edit' || change.state.kind !== 'waiting') return [];
  const merge = mergeEdit(change, theirs, mayHaveArrived);
  switch (merge.kind) {
    case 'already_there':
      return [];
    case 'fits':
      // Nothing of it stands there, so no attempt has arrived.
      return put({ ...change, base: theirs, state: { ...change.state, tried: false } });
    case 'conflict': {
      const fields = merge.conflicts.map(({ field }) => field);
      return put({ ...change, state: { kind: 'conflict', theirs, fields } });
    }
  }
}

function put(change: Change): readonly Write[] {
  return [{ kind: 'put', change }];
}
