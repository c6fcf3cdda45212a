/** What a look at the machine tells. */
export interface IdleLook {
  /** As `idle.queryState` says, with the lock time as its interval. */
  readonly state: 'active' | 'idle' | 'locked';
  /** ms since 1970. */
  readonly now: number;
  /** When somebody was last seen at the machine, ms since 1970; null before the first look. */
  readonly lastActive: number | null;
  /** Idle minutes until the lock; 0 for never. */
  readonly lockMinutes: number;
}

export type LockDecision =
  | { readonly kind: 'lock' }
  /** Somebody is there: this look is to be remembered. */
  | { readonly kind: 'stay_open' }
  | { readonly kind: 'never' };

/** The looks are a minute apart; so much more may lie between two of them, in ms, on a machine that is awake. */
const SLACK_MS = 2 * 60_000;

/**
 * Whether to lock now. A machine that slept was idle, though it looks busy when it wakes: so the
 * time since the last look counts as well as what the browser says.
 */
export function decideLock({ state, now, lastActive, lockMinutes }: IdleLook): LockDecision {
  if (lockMinutes === 0) return { kind: 'never' };
  if (state !== 'active') return { kind: 'lock' };
  const away = lastActive === null ? 0 : now - lastActive;
  return away >= lockMinutes * 60_000 + SLACK_MS ? { kind: 'lock' } : { kind: 'stay_open' };
}
