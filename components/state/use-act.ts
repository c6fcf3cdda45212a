import { useRef, useState } from 'react';
import type { Failure, Result } from '../../utils/messaging/protocol.ts';

export interface Act {
  /** Which of several things is under way; null for none. */
  readonly busy: string | null;
  readonly failure: Failure | null;
  /**
   * Does one thing at a time.
   * @param what names it, so that its button alone shows that it is busy
   * @param then what follows when it was done
   */
  readonly run: <T>(
    what: string,
    work: () => Promise<Result<T>>,
    then?: (value: T) => void,
  ) => void;
  /** Does again what failed last, such as after a passkey check. */
  readonly retry: () => void;
}

/** Something that a page has the background do, with what came of it. */
export function useAct(): Act {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const last = useRef<() => void>(() => undefined);
  const run: Act['run'] = (what, work, then) => {
    const doIt = async (): Promise<void> => {
      setBusy(what);
      setFailure(null);
      const answer = await work();
      setBusy(null);
      if (answer.ok) then?.(answer.value);
      else setFailure(answer.failure);
    };
    // It never rejects: a failure is a value.
    last.current = () => void doIt();
    last.current();
  };
  return { busy, failure, run, retry: () => last.current() };
}
