/** How far the cache is in step with the service. */
export interface SyncState {
  /** Last sync of either kind that succeeded, ISO 8601. */
  readonly at: string;
  /** Last sync that read the whole list, ISO 8601. */
  readonly fullAt: string;
  /** The latest `updatedAt` that was seen; null while there are no tokens. */
  readonly newest: string | null;
  readonly count: number;
}

/** A change that is stamped earlier than one we have seen: replicas' clocks differ a little. */
const OVERLAP_MS = 5_000;
const FULL_EVERY_MS = 10 * 60_000;

export type SyncPlan =
  /** Read the whole list. It also brings what no change is stamped for: last uses and counts. */
  | { kind: 'full' }
  /** Read changes, newest first, until one is older than `since` (ISO 8601). */
  | { kind: 'changes'; since: string };

/** Decides how to bring the cache up to date. */
export function planSync(sync: SyncState | null, now: Date): SyncPlan {
  if (sync === null || sync.newest === null) return { kind: 'full' };
  const age = now.getTime() - Date.parse(sync.fullAt);
  // A clock that was put back would leave the list unread for long.
  if (!(age >= 0 && age < FULL_EVERY_MS)) return { kind: 'full' };
  return {
    kind: 'changes',
    since: new Date(Date.parse(sync.newest) - OVERLAP_MS).toISOString(),
  };
}
