import type { Store } from '../store/open-store.ts';
import { DAY_MS, firstDay, KEPT_DAYS } from './kept-days.ts';

/** A batch is tried again every second; a writer that is silent for so long is gone. */
const WRITER_KEPT_MS = 7 * DAY_MS;

/** Removes days that are over their time, and the numbers of writers that crashed. */
export async function sweepUsage(store: Store, now: Date): Promise<void> {
  await store.db.deleteFrom('usage_days').where('day', '<', firstDay(now, KEPT_DAYS)).execute();
  const silent = new Date(now.getTime() - WRITER_KEPT_MS).toISOString();
  await store.db.deleteFrom('usage_batches').where('at', '<', silent).execute();
}
