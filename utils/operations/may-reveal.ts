import type { MyGrants } from '../../contract/grant.ts';

/** Which values the one who is signed in may see, as far as the extension knows. Unknown means no. */
export type MayReveal =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'unknown' };

/** Reads the service's answer; a grant whose time is over counts for nothing. `now` in ms. */
export function mayRevealBy({ all, items }: MyGrants, now: number): MayReveal {
  if (all) return { kind: 'all' };
  const running = items.filter(({ until }) => until === null || Date.parse(until) > now);
  return { kind: 'some', ids: new Set(running.map(({ tokenId }) => tokenId)) };
}
