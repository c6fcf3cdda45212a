import type { Kysely } from 'kysely';
import type { AuditAction } from '../../contract/audit.ts';
import type { Database } from '../store/schema.ts';
import { firstDay, KEPT_DAYS } from './kept-days.ts';

/** Calls are counted since this migration ran. */
const COUNTING_BEGAN = '2026_11_26_usage';
const RESTORED: AuditAction = 'backup.restored';

/**
 * From when on every call of a token is in the records: its creation, the day that counting came to
 * this database, the last restore (what was counted after that backup is gone), or the first day that
 * is still kept, whichever is latest.
 */
export async function recordedSince(
  db: Kysely<Database>,
  createdAt: string,
  now: Date,
): Promise<string> {
  const { timestamp } = await db
    .selectFrom('kysely_migration')
    .select('timestamp')
    .where('name', '=', COUNTING_BEGAN)
    .executeTakeFirstOrThrow();
  const restored = await db
    .selectFrom('audit_events')
    .select('at')
    .where('action', '=', RESTORED)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const oldestKept = `${firstDay(now, KEPT_DAYS)}T00:00:00.000Z`;
  return latest([createdAt, new Date(timestamp).toISOString(), restored?.at ?? '', oldestKept]);
}

function latest(moments: readonly string[]): string {
  return moments.reduce((last, moment) => (moment > last ? moment : last));
}
