import { sql, type Kysely, type RawBuilder } from 'kysely';
import { TOKEN_SORTS, type ListTokensQuery, type TokenSort } from '../../contract/token.ts';
import { JsonBody } from '../json-body.ts';
import { readCursor, writeCursor, type Position } from '../store/cursor.ts';
import { foldForSearch, nameKey } from '../../contract/fold.ts';
import { likeAnywhere } from '../store/like-anywhere.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Database } from '../store/schema.ts';
import type { TokenDeps } from './token-deps.ts';

const DEFAULT_PAGE = 50;
const DAY_MS = 24 * 60 * 60_000;
const COMMA = Buffer.from(',');

const COLUMNS = {
  name: 'name_key',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  expiresAt: 'expires_at',
  lastUsedAt: 'last_used_at',
} as const;

/**
 * One page of the list, a `TokenPage` as JSON. Pages stay true while rows come and go, because a
 * page begins after the last row seen and not at a count.
 * @throws Refusal `bad_cursor`
 */
export async function listTokens(deps: TokenDeps, query: ListTokensQuery): Promise<JsonBody> {
  const now = deps.now();
  const sort = query.sort ?? 'name';
  const limit = query.limit ?? DEFAULT_PAGE;
  const { cursor, limit: _limit, ...question } = { ...query, sort };
  const after = cursor === undefined ? null : readCursor(question, cursor);
  const { db } = deps.store;
  const heads = await (after === null && Object.keys(question).length === 1
    ? firstPage(sort, limit + 1)(db, {})
    : select(deps, question, after, now)
        .limit(limit + 1)
        .execute());
  const page = heads.slice(0, limit);
  const last = heads.length > limit ? page.at(-1) : undefined;
  const nextCursor =
    last === undefined ? null : writeCursor(question, { key: last.key, id: last.id });
  const items = await deps.written.read(db, page, now);
  return new JsonBody([
    Buffer.from('{"items":['),
    ...items.flatMap((item, i) => (i === 0 ? [item] : [COMMA, item])),
    Buffer.from(`],"nextCursor":${JSON.stringify(nextCursor)}}`),
  ]);
}

type Question = Omit<ListTokensQuery, 'cursor' | 'limit'> & { readonly sort: TokenSort };

function select(deps: TokenDeps, question: Question, after: Position | null, now: Date) {
  const order = ORDERS[question.sort];
  let select = ordered(deps.store.db, order);
  if (after !== null) {
    const beyond = order.direction === 'asc' ? sql`>` : sql`<`;
    select = select.where(sql<boolean>`(${order.key}, id) ${beyond} (${after.key}, ${after.id})`);
  }
  const nowText = now.toISOString();
  switch (question.status) {
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
  if (question.kind !== undefined) select = select.where('kind', '=', question.kind);
  if (question.owner !== undefined) select = select.where('owner', '=', question.owner.trim());
  if (question.unusedFor !== undefined) {
    const since = new Date(now.getTime() - question.unusedFor * DAY_MS).toISOString();
    select = select
      .where('deleted_at', 'is', null)
      .where('kind', '=', 'issued')
      // No index: each call moves `last_used_at` on, and would have to be written to it as well.
      .where(sql<string>`coalesce(last_used_at, created_at)`, '<', since);
  }
  if (question.tag !== undefined) {
    const tag = nameKey(question.tag);
    select = select.where('id', 'in', (sub) =>
      sub.selectFrom('token_tags').select('token_id').where('tag_key', '=', tag),
    );
  }
  for (const word of foldForSearch(question.q ?? '').split(' ')) {
    if (word !== '') {
      select = select.where(sql<boolean>`search_text like ${likeAnywhere(word)} escape '!'`);
    }
  }
  return select;
}

function ordered(db: Kysely<Database>, order: Order) {
  return db
    .selectFrom('tokens')
    .select(['id', 'version', 'call_count', order.key.as('key')])
    .orderBy(order.key, order.direction)
    .orderBy('id', order.direction);
}

interface Order {
  readonly direction: 'asc' | 'desc';
  readonly key: RawBuilder<string>;
}

function orderOf(sort: TokenSort): Order {
  const descending = sort.startsWith('-');
  const field = (descending ? sort.slice(1) : sort) as keyof typeof COLUMNS;
  const column = COLUMNS[field];
  const direction = descending ? 'desc' : 'asc';
  if (column === 'expires_at' || column === 'last_used_at') {
    // Rows without the time come last, whichever way the list runs.
    const missing = descending ? '' : '~';
    return { direction, key: sql<string>`coalesce(${sql.ref(column)}, ${missing})` };
  }
  return { direction, key: sql<string>`${sql.ref(column)}` };
}

const ORDERS = eachSort(orderOf);

/**
 * What every open list asks first: all live tokens, from the start. The number is written out, since
 * SQLite plans a query anew whenever a parameter says how many rows it is to give.
 */
function firstPage(sort: TokenSort, count: number): FirstPage {
  const pages = FIRST_PAGES[sort];
  const known = pages.get(count);
  if (known !== undefined) return known;
  const page = repeatedQuery((db) =>
    ordered(db, ORDERS[sort]).where('deleted_at', 'is', null).limit(sql.lit(count)),
  );
  pages.set(count, page);
  return page;
}

type FirstPage = ReturnType<typeof repeatedQuery<object, Head>>;
type Head = Awaited<ReturnType<ReturnType<typeof ordered>['execute']>>[number];
const FIRST_PAGES = eachSort(() => new Map<number, FirstPage>());

function eachSort<T>(make: (sort: TokenSort) => T): Readonly<Record<TokenSort, T>> {
  return Object.fromEntries(TOKEN_SORTS.map((sort) => [sort, make(sort)])) as Record<TokenSort, T>;
}
