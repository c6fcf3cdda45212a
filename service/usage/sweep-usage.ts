import type { Store } from '../store/open-store.ts';

/** Days for which calls are kept by day, operation and outcome. */
export const KEPT_DAYS = 400;

const DAY_MS = 24 * 60 * 60_000;
/** A batch is tried again every second; a writer that is silent for so long is gone. */
const WRITER_KEPT_MS = 7 * DAY_MS;

/** Removes days that are over their time, and the numbers of writers that crashed. */
export async function sweepUsage(store: Store, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - (KEPT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  await store.db.deleteFrom('usage_days').where('day', '<', oldest).execute();
  const silent = new Date(now.getTime() - WRITER_KEPT_MS).toISOString();
  await store.db.deleteFrom('usage_batches').where('at', '<', silent).execute();
}
