import type { Store } from '../store/open-store.ts';
import { readDatabaseTime } from '../store/database-time.ts';

/** Answers of rotations are kept for whoever retries within a week. */
const ANSWERS_KEPT_MS = 7 * 86_400_000;

/** Wipes old values whose time is over. Nothing waits for it: whoever reads looks at the time first. */
export async function sweepValues(store: Store, now: Date): Promise<void> {
  const at = await readDatabaseTime(store.db, store.dialect, now);
  const over = at.toISOString();
  const wiped = await store.transaction(async (trx) => {
    await trx.deleteFrom('outgoing_values').where('ends_at', '<=', over).execute();
    await trx
      .deleteFrom('rotation_answers')
      .where('created_at', '<=', new Date(at.getTime() - ANSWERS_KEPT_MS).toISOString())
      .execute();
    const gone = await trx
      .deleteFrom('previous_values')
      .where('kept_until', '<=', over)
      .executeTakeFirst();
    return Number(gone.numDeletedRows);
  });
  if (wiped > 0) await store.wipeRemains();
}
