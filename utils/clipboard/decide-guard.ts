import type { Fingerprint } from './clear-if-ours.ts';

/** A copied value that has to leave the clipboard at `deadline` (ms since 1970). */
export interface Guard extends Fingerprint {
  readonly deadline: number;
}

/** The browsers' least time for an alarm, in ms. */
export const LEAST_ALARM_MS = 30_000;
/** While the clipboard can't be read, it is tried again for this long after the deadline, in ms. */
const TRY_FOR_MS = 10 * 60_000;
/** No clipboard setting is longer; a deadline beyond it comes from a clock that was put back. */
const LONGEST_MS = 600_000;

export type GuardDecision =
  | { readonly kind: 'nothing' }
  /** Come back at `alarmAt`; and by a timer after `timerMs`, when that is sooner than an alarm can be. */
  | { readonly kind: 'wait'; readonly alarmAt: number; readonly timerMs: number }
  | { readonly kind: 'clear'; readonly guard: Guard }
  | { readonly kind: 'give_up' };

/** Decides what to do about the guard now. */
export function decideGuard(guard: Guard | null, now: number): GuardDecision {
  if (guard === null) return { kind: 'nothing' };
  const left = guard.deadline - now;
  if (left > 0 && left <= LONGEST_MS) {
    return { kind: 'wait', alarmAt: Math.max(guard.deadline, now + LEAST_ALARM_MS), timerMs: left };
  }
  return left > -TRY_FOR_MS ? { kind: 'clear', guard } : { kind: 'give_up' };
}
