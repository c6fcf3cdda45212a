import type { Log } from '../http/log.ts';
import { isDatabaseDown } from '../store/database-errors.ts';
import type { Keyring } from './keyring.ts';

const LOOK_EVERY_MS = 2_000;

/**
 * Takes up a new master key while the service runs, and says in the log what happened, once.
 * @returns stops it
 */
export function watchMasterKey(keyring: Pick<Keyring, 'refresh'>, log: Log): () => void {
  let fits = true;
  let looking = false;
  const look = async (): Promise<void> => {
    try {
      if ((await keyring.refresh()) === 'renewed') log.warn('took up the new master key');
      fits = true;
    } catch (error) {
      // A database that is down is told of by whoever needs it.
      if (fits && !isDatabaseDown(error)) log.error({ err: error }, 'the master key does not fit');
      fits = isDatabaseDown(error) ? fits : false;
    }
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    // It never rejects.
    void look().finally(() => (looking = false));
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
