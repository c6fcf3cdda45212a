import { createHash } from 'node:crypto';
import type { Store } from '../../../service/store/open-store.ts';

/** Everything that a call can change, but for the log, and for when a browser was last seen. */
const TABLES = [
  'tokens',
  'token_values',
  'outgoing_values',
  'previous_values',
  'front_companies',
  'rotation_answers',
  'front_values',
  'value_traces',
  'health_snoozes',
  'token_tags',
  'idempotency_keys',
  'members',
  'member_tags',
  'invitations',
  'passkeys',
  'grants',
  'access_requests',
  'settings',
  'note_changes',
  'tags',
  'saved_views',
] as const;

/** A mark of all rows of each table: two that are alike mean that nothing was changed between them. */
export async function snapshot({ db }: Store): Promise<Record<string, string>> {
  const marks: Record<string, string> = {};
  for (const table of TABLES) {
    const rows = await db.selectFrom(table).selectAll().execute();
    marks[table] = markOf(rows);
  }
  const sessions = await db
    .selectFrom('browser_sessions')
    .select(['id', 'member_id', 'ended_at', 'confirmed_at'])
    .execute();
  return { ...marks, browser_sessions: markOf(sessions) };
}

function markOf(rows: readonly object[]): string {
  const lines = rows.map((row) => JSON.stringify(row)).sort();
  return createHash('sha256').update(lines.join('\n')).digest('base64url');
}
