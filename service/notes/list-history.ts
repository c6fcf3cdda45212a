import type { HistoryPage, ListHistoryQuery } from '../../contract/history.ts';
import { badCursor, readCursor, writeCursor } from '../store/cursor.ts';
import type { Store } from '../store/open-store.ts';
import { findToken } from '../tokens/find-token.ts';

const DEFAULT_PAGE = 50;

/**
 * Who changed what of a token, newest first. Of a deleted one it is kept.
 * @throws Refusal `not_found`, `bad_cursor`
 */
export async function listHistory(
  { db }: Store,
  tokenId: string,
  query: ListHistoryQuery,
): Promise<HistoryPage> {
  const { cursor, limit = DEFAULT_PAGE, field } = query;
  await findToken(db, tokenId);
  const question = { tokenId, field: field ?? null };
  let select = db
    .selectFrom('note_changes')
    .selectAll()
    .where('token_id', '=', tokenId)
    .orderBy('version', 'desc')
    .orderBy('field')
    .limit(limit + 1);
  if (field !== undefined) select = select.where('field', '=', field);
  if (cursor !== undefined) {
    const { key, id: lastField } = readCursor(question, cursor);
    // As far as the column counts.
    if (!/^\d{1,9}$/.test(key)) throw badCursor();
    const version = Number(key);
    select = select.where((e) =>
      e.or([
        e('version', '<', version),
        e.and([e('version', '=', version), e('field', '>', lastField)]),
      ]),
    );
  }
  const rows = await select.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      id: `${row.version}.${row.field}`,
      at: row.at,
      by: { id: row.actor_id, name: row.actor_name },
      field: row.field,
      before: JSON.parse(row.before) as unknown,
      after: JSON.parse(row.after) as unknown,
      version: row.version,
      via: row.via,
    })),
    nextCursor:
      last === undefined
        ? null
        : writeCursor(question, { key: String(last.version), id: last.field }),
  };
}
