/** A week, in ms. */
export const DIGEST_EVERY_MS = 7 * 24 * 60 * 60_000;

export type DigestDecision =
  | { kind: 'show' }
  /** Off, or not allowed by the browser: nothing is looked up. */
  | { kind: 'off' }
  | { kind: 'wait' };

export interface DigestSituation {
  readonly wanted: boolean;
  /** Whether the browser lets us show notifications. */
  readonly allowed: boolean;
  /** When it was switched on, or last shown; ms since 1970, null when that is not known. */
  readonly lastAt: number | null;
  readonly now: number;
}

/**
 * Whether it is time for the digest. Looked at now and then, so that one that fell due while the
 * browser was closed comes when it is opened again, once. Pure.
 */
export function decideDigest({ wanted, allowed, lastAt, now }: DigestSituation): DigestDecision {
  if (!wanted || !allowed) return { kind: 'off' };
  // A last time in the future was written by a clock that has gone back since.
  const passed = lastAt === null || lastAt > now ? DIGEST_EVERY_MS : now - lastAt;
  return passed >= DIGEST_EVERY_MS ? { kind: 'show' } : { kind: 'wait' };
}
