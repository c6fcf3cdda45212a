/** Clocks of two machines differ; and whoever signed in a minute ago has just shown who they are. */
const TOLERANCE_MS = 60_000;

/** `untold`: the provider does not say when it last asked, so its word has to do. */
export type AskedAnew = 'asked' | 'not_asked' | 'untold';

/**
 * Decides whether a provider that was told to ask who it is has done so, by when it says that it
 * did (`auth_time`, seconds since 1970; OpenID Connect Core §2 and §3.1.2.1).
 * @param begunAt ms since 1970
 */
export function decideAskedAnew(authTime: unknown, begunAt: number): AskedAnew {
  if (typeof authTime !== 'number') return 'untold';
  return authTime * 1_000 >= begunAt - TOLERANCE_MS ? 'asked' : 'not_asked';
}
