import { isOpen, tokenOf, type Change, type OpenChange, type Waiting } from './change.ts';

/** What makes the outbox send. */
export type SendWhy =
  /** Time has passed, or the background has started. */
  | 'due'
  /** The service has just answered, or a person has just saved something. */
  | 'reachable'
  /** Somebody pressed “Send now”. */
  | 'asked';

const MINUTE_MS = 60_000;
/** Pauses after the first, second, … attempt that failed, in ms. Browsers take no shorter alarm. */
const PAUSES_MS = [0.5, 1, 2, 5, 10, 15].map((minutes) => minutes * MINUTE_MS);
const LONGEST_PAUSE_MS = 15 * MINUTE_MS;

/** The first change of each token, in the order in which they were made: those behind it wait for it. */
export function firstOfEach(mine: readonly Change[]): readonly OpenChange[] {
  const firsts = new Map<string, OpenChange>();
  for (const change of mine.filter(isOpen)) {
    if (!firsts.has(tokenOf(change))) firsts.set(tokenOf(change), change);
  }
  return [...firsts.values()];
}

/**
 * The change to send next; null when none is due.
 * @param now ms since 1970
 * @param passed those that were tried in this round and have to wait
 */
export function nextChange(
  mine: readonly Change[],
  now: number,
  why: SendWhy,
  passed: ReadonlySet<string>,
): OpenChange | null {
  const due = firstOfEach(mine).find(
    ({ id, state }) =>
      state.kind === 'waiting' && !passed.has(id) && (why === 'asked' || isDue(state, now, why)),
  );
  return due ?? null;
}

/** When the next attempt is due, ms since 1970; null when nothing waits for a moment. */
export function nextMoment(mine: readonly Change[]): number | null {
  const moments = firstOfEach(mine).flatMap(({ state }) =>
    state.kind === 'waiting' ? [state.notBefore] : [],
  );
  return moments.length === 0 ? null : Math.min(...moments);
}

/** A waiting change after an attempt that failed on the way. */
export function postponed(before: Waiting, why: NonNullable<Waiting['why']>, now: number): Waiting {
  const pause = PAUSES_MS[before.attempts] ?? LONGEST_PAUSE_MS;
  return { ...before, attempts: before.attempts + 1, notBefore: now + pause, why };
}

function isDue({ notBefore, why }: Waiting, now: number, reason: SendWhy): boolean {
  if (notBefore <= now || (reason === 'reachable' && why?.code === 'unreachable')) return true;
  // No pause is so long: the clock was put back.
  return notBefore - now > LONGEST_PAUSE_MS;
}
