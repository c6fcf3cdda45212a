import type { SessionState } from '../messaging/protocol.ts';
import type { ServiceClient } from '../service/client.ts';
import { mayRevealBy, type MayReveal } from './may-reveal.ts';

/** What the service answered a moment ago is not asked for again at the next page, in ms. */
const FRESH_MS = 30_000;

/**
 * Which values the one who is signed in may see, for the background. An admin may see all; of a
 * member the service is asked, and while it can't be asked nothing is known.
 */
export function createMyGrants(
  client: Pick<ServiceClient, 'call'>,
  now: () => number = Date.now,
): (session: SessionState) => Promise<MayReveal> {
  let kept: { readonly of: string; readonly at: number; readonly may: Promise<MayReveal> } | null =
    null;
  return async (session) => {
    if (session.kind !== 'signed_in') return { kind: 'unknown' };
    if (session.me.role === 'admin') return { kind: 'all' };
    const of = `${session.address} ${session.me.id}`;
    const age = kept === null ? Infinity : now() - kept.at;
    if (kept === null || kept.of !== of || age < 0 || age > FRESH_MS) {
      const may = client.call('myGrants', {}).then(
        (grants) => mayRevealBy(grants, now()),
        (): MayReveal => {
          // Asked again at the next look.
          kept = null;
          return { kind: 'unknown' };
        },
      );
      kept = { of, at: now(), may };
    }
    return kept.may;
  };
}
