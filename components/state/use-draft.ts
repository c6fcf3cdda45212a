import { useCallback, useEffect, useRef, useState } from 'react';
import { dropDraft, readDraft, writeDraft } from '../../utils/drafts/drafts.ts';

export interface Draft<T> {
  readonly value: T;
  /** False until it is known whether an earlier draft is there. */
  readonly ready: boolean;
  /** True when it began with what was typed earlier. */
  readonly restored: boolean;
  readonly set: (value: T) => void;
  /** Forgets the draft and begins anew. */
  readonly drop: () => void;
}

/** What was read before the page was drawn. Good for that first drawing alone: later it may be another's. */
const ahead = new Map<string, unknown>();

/** Reads a draft before the page is drawn, so that `useDraft` has it at the first frame. */
export async function readDraftAhead(
  key: string,
  isDraft: (value: unknown) => boolean,
): Promise<void> {
  ahead.set(key, await readDraft(key, (value): value is unknown => isDraft(value)));
}

/** What was read ahead; null when nothing was, or nothing of this shape. */
export function draftAhead<T>(key: string, isDraft: (value: unknown) => value is T): T | null {
  const draft = ahead.get(key);
  return isDraft(draft) ? draft : null;
}

/** Forgets what was read ahead, once the page has been drawn from it. */
export function dropDraftsAhead(): void {
  ahead.clear();
}

/**
 * State that outlives its page: each change is written at once, so that a popup that closes in the
 * middle of a word loses nothing.
 * @param initial where it begins when there is no draft; a stable object
 */
export function useDraft<T>(
  key: string,
  initial: T,
  isDraft: (value: unknown) => value is T,
): Draft<T> {
  const [state, setState] = useState(() => {
    const draft = draftAhead(key, isDraft);
    return { value: draft ?? initial, ready: ahead.has(key), restored: draft !== null };
  });
  // What was typed before the draft was read wins over the draft.
  const touched = useRef(false);
  useEffect(() => {
    let current = true;
    touched.current = false;
    if (ahead.delete(key)) return undefined;
    const start = (value: T, restored: boolean): void => {
      if (current && !touched.current) setState({ value, ready: true, restored });
    };
    readDraft(key, isDraft).then(
      (draft) => start(draft ?? initial, draft !== null),
      // A draft that cannot be read must not keep the form away.
      () => start(initial, false),
    );
    return () => {
      current = false;
    };
  }, [key, initial, isDraft]);

  const set = useCallback(
    (value: T) => {
      touched.current = true;
      setState((before) => ({ ...before, value, ready: true }));
      // The write goes on by itself; typing must not wait for it.
      void writeDraft(key, value);
    },
    [key],
  );
  const drop = useCallback(() => {
    touched.current = true;
    setState({ value: initial, ready: true, restored: false });
    // As with the write: the form is empty already.
    void dropDraft(key);
  }, [key, initial]);
  return { ...state, set, drop };
}
