import type { AuditPage } from '../../contract/audit.ts';
import type { ListAuditQuery } from '../../contract/token.ts';
import { badCursor, readCursor, writeCursor } from '../store/cursor.ts';
import type { Store } from '../store/open-store.ts';

const DEFAULT_PAGE = 50;

/**
 * The audit log, newest first.
 * @throws Refusal `bad_cursor`
 */
export async function listAudit(store: Store, query: ListAuditQuery): Promise<AuditPage> {
  const { cursor, limit = DEFAULT_PAGE, ...question } = query;
  let select = store.db
    .selectFrom('audit_events')
    .leftJoin('browser_sessions', 'browser_sessions.id', 'audit_events.session_id')
    .selectAll('audit_events')
    .select('browser_sessions.browser')
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) {
    const { id } = readCursor(question, cursor);
    if (!/^\d{1,15}$/.test(id)) throw badCursor();
    select = select.where('seq', '<', Number(id));
  }
  if (query.token !== undefined) select = select.where('token_id', '=', query.token);
  if (query.actor !== undefined) select = select.where('actor_id', '=', query.actor);
  if (query.action !== undefined) select = select.where('action', '=', query.action);
  const rows = await select.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      id: String(row.seq),
      at: row.at,
      action: row.action,
      actor: { id: row.actor_id, name: row.actor_name },
      token:
        row.token_id === null ? null : { id: row.token_id, name: row.token_name ?? row.token_id },
      via: row.via,
      detail: JSON.parse(row.detail) as Record<string, unknown>,
      session:
        row.session_id === null
          ? null
          : { id: row.session_id, browser: row.browser ?? 'A browser' },
      address: row.address,
      hash: row.hash,
    })),
    nextCursor:
      last === undefined ? null : writeCursor(question, { key: 'seq', id: String(last.seq) }),
  };
}
