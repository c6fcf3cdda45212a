import type { AuditPage } from '../../contract/audit.ts';
import type { ListAuditQuery } from '../../contract/token.ts';
import { badCursor, readCursor, writeCursor } from '../store/cursor.ts';
import type { Store } from '../store/open-store.ts';
import { eventOf, selectEvents } from './audit-event.ts';

const DEFAULT_PAGE = 50;

/**
 * The audit log, newest first.
 * @throws Refusal `bad_cursor`
 */
export async function listAudit(store: Store, query: ListAuditQuery): Promise<AuditPage> {
  const { cursor, limit = DEFAULT_PAGE, ...question } = query;
  let select = selectEvents(store.db)
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
  if (query.session !== undefined) select = select.where('session_id', '=', query.session);
  if (query.from !== undefined) select = select.where('at', '>=', inMilliseconds(query.from));
  if (query.to !== undefined) select = select.where('at', '<', inMilliseconds(query.to));
  const rows = await select.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(eventOf),
    nextCursor:
      last === undefined ? null : writeCursor(question, { key: 'seq', id: String(last.seq) }),
  };
}

/** As moments are kept, so that they compare as texts. */
function inMilliseconds(moment: string): string {
  return new Date(moment).toISOString();
}
