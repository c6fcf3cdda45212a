import type { Store } from '../store/open-store.ts';
import { needsSetup } from './setup-code.ts';

const LOOK_EVERY_MS = 1_000;

export interface SetupWatch {
  /** Looks now; resolves when `onSetUp` was told, if there was something to tell. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Tells once that the first admin is there, whichever replica they set up.
 * @param onSetUp told once
 * @param onError told of a look or a telling that failed; it is tried again
 */
export function waitForSetup(
  store: Store,
  onSetUp: () => Promise<void>,
  onError: (error: unknown) => void,
): SetupWatch {
  let done = false;
  const look = async (): Promise<void> => {
    if (done || (await needsSetup(store.db))) return;
    done = true;
    clearInterval(timer);
    await onSetUp();
  };
  const timer = setInterval(() => {
    look().catch(onError);
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    look,
    stop: () => {
      done = true;
      clearInterval(timer);
    },
  };
}
