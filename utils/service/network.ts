import * as oauth from 'oauth4webapi';
import { failed, type Failed } from '../messaging/failed.ts';
import { isPlainLoopback } from '../session/loopback.ts';

/** No call of the service takes longer; after it the service counts as unreachable. */
const ANSWER_WITHIN_MS = 15_000;

/** How requests to this address are made: within 15 seconds, and without TLS on this machine alone. */
export function networkOptions(address: string) {
  return {
    signal: () => AbortSignal.timeout(ANSWER_WITHIN_MS),
    // The library marks the option as deprecated to make its danger seen; loopback is the one use.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    [oauth.allowInsecureRequests]: isPlainLoopback(address),
  };
}

/** The failure for a request that got no answer. */
export function unreachable(_error: unknown): Failed {
  return failed(
    'unreachable',
    'The token service can’t be reached. Check that it runs and that you are online.',
  );
}
