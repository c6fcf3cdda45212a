import { sql, type RawBuilder } from 'kysely';
import type { ListTokensQuery, TokenPage, TokenSort } from '../../contract/token.ts';
import { readCursor, writeCursor } from '../store/cursor.ts';
import { foldForSearch, nameKey } from '../../contract/fold.ts';
import { likeAnywhere } from '../store/like-anywhere.ts';
import type { TokenDeps } from './token-deps.ts';
import { SHOWN_COLUMNS, tokenOf, type ShownRow } from './token-row.ts';

const DEFAULT_PAGE = 50;

const COLUMNS = {
  name: 'name_key',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  expiresAt: 'expires_at',
  lastUsedAt: 'last_used_at',
} as const;

/**
 * One page of the list. Pages stay true while rows come and go, because a page begins after the last
 * row seen and not at a count.
 * @throws Refusal `bad_cursor`
 */
export async function listTokens(deps: TokenDeps, query: ListTokensQuery): Promise<TokenPage> {
  const now = deps.now();
  const sort = query.sort ?? 'name';
  const limit = query.limit ?? DEFAULT_PAGE;
  const order = orderOf(sort);
  const { cursor, limit: _limit, ...question } = { ...query, sort };
  let select = deps.store.db
    .selectFrom('tokens')
    .select(SHOWN_COLUMNS)
    .orderBy(order.key, order.direction)
    .orderBy('id', order.direction)
    .limit(limit + 1);
  if (cursor !== undefined) {
    const after = readCursor(question, cursor);
    const beyond = order.direction === 'asc' ? sql`>` : sql`<`;
    select = select.where(sql<boolean>`(${order.key}, id) ${beyond} (${after.key}, ${after.id})`);
  }
  const nowText = now.toISOString();
  switch (query.status) {
    case undefined:
      select = select.where('deleted_at', 'is', null);
      break;
    case 'all':
      break;
    case 'deleted':
      select = select.where('deleted_at', 'is not', null);
      break;
    case 'expired':
      select = select.where('deleted_at', 'is', null).where('expires_at', '<=', nowText);
      break;
    case 'active':
      select = select
        .where('deleted_at', 'is', null)
        .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', nowText)]));
      break;
  }
  if (query.kind !== undefined) select = select.where('kind', '=', query.kind);
  if (query.owner !== undefined) select = select.where('owner', '=', query.owner.trim());
  if (query.tag !== undefined) {
    const tag = nameKey(query.tag);
    select = select.where('id', 'in', (sub) =>
      sub.selectFrom('token_tags').select('token_id').where('tag_key', '=', tag),
    );
  }
  for (const word of foldForSearch(query.q ?? '').split(' ')) {
    if (word !== '') {
      select = select.where(sql<boolean>`search_text like ${likeAnywhere(word)} escape '!'`);
    }
  }
  const rows = await select.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => tokenOf(row, now)),
    nextCursor:
      last === undefined ? null : writeCursor(question, { key: order.keyOf(last), id: last.id }),
  };
}

interface Order {
  readonly direction: 'asc' | 'desc';
  readonly key: RawBuilder<string>;
  readonly keyOf: (row: ShownRow) => string;
}

function orderOf(sort: TokenSort): Order {
  const descending = sort.startsWith('-');
  const field = (descending ? sort.slice(1) : sort) as keyof typeof COLUMNS;
  const column = COLUMNS[field];
  const direction = descending ? 'desc' : 'asc';
  if (column === 'expires_at' || column === 'last_used_at') {
    // Rows without the time come last, whichever way the list runs.
    const missing = descending ? '' : '~';
    return {
      direction,
      key: sql<string>`coalesce(${sql.ref(column)}, ${missing})`,
      keyOf: (row) => row[column] ?? missing,
    };
  }
  return { direction, key: sql<string>`${sql.ref(column)}`, keyOf: (row) => row[column] };
}
