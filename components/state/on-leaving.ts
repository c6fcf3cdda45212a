import type { SessionState } from '../../utils/messaging/protocol.ts';
import { useRegister } from './register.ts';

/** After these nobody may go on with what somebody else had before them. An expired sign-in is renewed by the same person. */
const LEFT: ReadonlySet<SessionState['kind']> = new Set(['locked', 'signed_out', 'not_connected']);

/** Calls back when the person locks or signs out, as long as the page lives. */
export function onLeaving(forget: () => void): void {
  useRegister.subscribe(({ session }, before) => {
    if (session.kind !== before.session.kind && LEFT.has(session.kind)) forget();
  });
}
