import type { Store } from '../../../service/store/open-store.ts';

const TABLES = [
  'tokens',
  'token_values',
  'token_tags',
  'audit_events',
  'idempotency_keys',
] as const;

/** How many rows each table holds that a token call may write to. */
export async function rowCounts(store: Store): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const row = await store.db
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    counts[table] = row.rows;
  }
  return counts;
}
