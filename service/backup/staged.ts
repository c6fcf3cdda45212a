import type { Store } from '../store/open-store.ts';

/** A backup that lies beside the database, ready to be looked at, and not in use yet. */
export interface Staged {
  /** On the newest shape. */
  readonly store: Store;
  /**
   * Puts it in the place of the database in one step; what was there is kept aside. Nothing may hold
   * the database or the staged copy open any more.
   * @returns where what was there before is kept
   * @throws StartProblem when somebody uses the database
   */
  take(): Promise<string | null>;
  /** Removes it again. */
  drop(): Promise<void>;
}

/** A name for what is kept aside: it sorts by time and needs no quotes anywhere. */
export function asideName(now: Date): string {
  return `before_restore_${now
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 17)}`;
}
