import type { SessionState } from '../../utils/messaging/protocol.ts';
import { personOf, useRegister } from './register.ts';

/** After these nobody may go on with what somebody else had before them. */
const LEFT: ReadonlySet<SessionState['kind']> = new Set(['locked', 'signed_out', 'not_connected']);

/**
 * Calls back when the person locks or signs out, and when somebody else has signed in where their
 * session had ended, as long as the page lives.
 */
export function onLeaving(forget: () => void): void {
  useRegister.subscribe((state, before) => {
    const { session } = state;
    const hasLeft = session.kind !== before.session.kind && LEFT.has(session.kind);
    const [one, other] = [personOf(before), personOf(state)];
    if (hasLeft || (one !== null && other !== null && one !== other)) forget();
  });
}
