import type { Token } from '../../contract/token.ts';
import { successorName } from './successor-name.ts';

/**
 * What only a person knows of a guided rotation, as it is kept. What the service knows is asked for
 * anew each time, so that the guide can't be wrong about it. It never holds a value.
 */
export interface GuideDraft {
  /** The name under which Front shows the old token. */
  readonly oldName: string;
  /** Last four characters of the value on record when it began; null when there was none. */
  readonly oldHint: string | null;
  /** When the guide took the new value, by the service's clock: ISO 8601; null where it did not. */
  readonly capturedAt: string | null;
  readonly newName: string;
  /** Which permissions were proposed for the new token. */
  readonly wanted: 'same' | 'needed';
  /** The person says: it is made in Front. */
  readonly isMade: boolean;
  /** The person has looked at the issued tokens, and goes on. */
  readonly isSwitched: boolean;
  /** The person says: whoever had the raw value has the new one. */
  readonly isTold: boolean;
  /** The person says: the old one is deleted in Front. */
  readonly isDeleted: boolean;
  /** Front said that it refuses the old value; ISO 8601. */
  readonly refusedAt: string | null;
}

/** Where the guide of a token is kept. */
export function guideKey(id: string): string {
  return `replace-${id}`;
}

/** The guide before its first step. `now` in ms. */
export function beginGuide(token: Token, now: number): GuideDraft {
  return {
    oldName: token.name,
    oldHint: token.hint,
    capturedAt: null,
    newName: successorName(token.name, now),
    wanted: 'same',
    isMade: false,
    isSwitched: false,
    isTold: false,
    isDeleted: false,
    refusedAt: null,
  };
}

/** True for a guide of this version's shape. */
export function isGuideDraft(value: unknown): value is GuideDraft {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Record<keyof GuideDraft, unknown>;
  const orNull = (field: unknown): boolean => field === null || typeof field === 'string';
  return (
    [draft.oldHint, draft.capturedAt, draft.refusedAt].every(orNull) &&
    typeof draft.oldName === 'string' &&
    typeof draft.newName === 'string' &&
    (draft.wanted === 'same' || draft.wanted === 'needed') &&
    [draft.isMade, draft.isSwitched, draft.isTold, draft.isDeleted].every(
      (field) => typeof field === 'boolean',
    )
  );
}
