import { useCallback, useEffect, useState } from 'react';
import { SecretValue } from '../../contract/secret-value.ts';
import { noteRecent } from '../../utils/at-hand/recents.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { useSettings } from './preferences.ts';

export type Revealing =
  | { kind: 'hidden' }
  | { kind: 'asking' }
  | { kind: 'shown'; value: SecretValue; seconds: number }
  | { kind: 'failed'; failure: Failure };

export interface Reveal {
  readonly state: Revealing;
  readonly show: () => Promise<void>;
  readonly hide: () => void;
}

const HIDDEN: Revealing = { kind: 'hidden' };

/**
 * A token's value on screen, for as long as the settings say, and no longer than the page is looked
 * at: it goes when the window loses focus or is covered.
 */
export function useReveal(id: string): Reveal {
  const [state, setState] = useState<Revealing>(HIDDEN);
  const seconds = useSettings((settings) => settings.revealSeconds);
  const hide = useCallback(() => setState(HIDDEN), []);

  useEffect(() => {
    if (state.kind !== 'shown') return;
    const timer = setTimeout(hide, state.seconds * 1000);
    const onVisibility = (): void => {
      if (document.hidden) hide();
    };
    addEventListener('blur', hide);
    addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearTimeout(timer);
      removeEventListener('blur', hide);
      removeEventListener('pagehide', hide);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [state, hide]);

  const show = async (): Promise<void> => {
    setState({ kind: 'asking' });
    const looking = new AbortController();
    const onLeave = (): void => looking.abort();
    addEventListener('blur', onLeave, { once: true });
    const answer = await ask('tokens.reveal', { id, via: 'reveal' });
    removeEventListener('blur', onLeave);
    if (!answer.ok) setState({ kind: 'failed', failure: answer.failure });
    // Whoever looked away while it was fetched does not find it on screen.
    else if (looking.signal.aborted || document.hidden) setState(HIDDEN);
    else {
      // It never rejects.
      void noteRecent(id);
      const value = new SecretValue(answer.value.value);
      setState({ kind: 'shown', value, seconds });
    }
  };
  return { state, show, hide };
}
