import { failed, type Failed } from '../messaging/failed.ts';

/** The failure of whatever is asked while the extension is locked. */
export function lockedFailure(): Failed {
  return failed('locked', 'The extension is locked. Unlock it to go on.');
}
