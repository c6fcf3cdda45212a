import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Store } from '../../../service/store/open-store.ts';

/** Resolves when a transaction of this PostgreSQL database waits for another one. */
export async function someoneWaits({ db }: Store): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if (rows.length > 0) return;
    await delay(20);
  }
}
