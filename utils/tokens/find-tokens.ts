import { foldForSearch, nameKey } from '../../contract/fold.ts';
import type { Token, TokenKind, TokenSort } from '../../contract/token.ts';
import { expiryState } from '../words/time-words.ts';

/** A token with the text that search looks at, already folded. */
export interface Findable {
  readonly token: Token;
  readonly search: string;
}

export interface TokenFilter {
  readonly query: string;
  readonly kind: TokenKind | 'any';
  readonly state: 'live' | 'active' | 'soon' | 'expired' | 'deleted';
  /** A tag as it was written; empty for any. */
  readonly tag: string;
  /** `unused`: issued tokens without a call for `UNUSED_DAYS`; `never`: those that never made one. */
  readonly use: 'any' | 'unused' | 'never';
}

export const NO_FILTER: TokenFilter = {
  query: '',
  kind: 'any',
  state: 'live',
  tag: '',
  use: 'any',
};

/** After so many days without a call a token is worth a look. */
export const UNUSED_DAYS = 90;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Finds tokens as the service's own search does: each word has to be somewhere in name, purpose,
 * tags, owner or environment; case and accents do not matter. Names that begin with what was typed
 * come first. Keeps the given order otherwise. `now` in ms.
 */
export function findTokens<T extends Findable>(
  tokens: readonly T[],
  filter: TokenFilter,
  now: number,
): readonly T[] {
  const words = wordsOf(filter.query);
  const found = tokens.filter((item) => isFound(item, words, filter, now));
  return beginningFirst(found, foldForSearch(filter.query));
}

/** The words of a query, folded as the texts are that they are looked for in. */
export function wordsOf(query: string): readonly string[] {
  return foldForSearch(query)
    .split(' ')
    .filter((word) => word !== '');
}

/** Whether a token has all words in it and is of the filter's kind, tag and state. `now` in ms. */
export function isFound(
  { token, search }: Findable,
  words: readonly string[],
  filter: TokenFilter,
  now: number,
): boolean {
  return (
    words.every((word) => search.includes(word)) &&
    (filter.kind === 'any' || token.kind === filter.kind) &&
    hasTag(token, filter.tag) &&
    isInState(token, filter.state, now) &&
    isInUse(token, filter.use, now)
  );
}

/** Puts what begins with the folded query first, and keeps the order otherwise. */
export function beginningFirst<T extends Findable>(
  found: readonly T[],
  query: string,
): readonly T[] {
  if (query === '') return found;
  // One plain pass: this runs over all that a first letter finds, between its key and its frame.
  const first: T[] = [];
  const rest: T[] = [];
  for (const item of found) (item.search.startsWith(query) ? first : rest).push(item);
  return first.length === 0 ? found : first.concat(rest);
}

function hasTag(token: Token, tag: string): boolean {
  if (tag === '') return true;
  const key = nameKey(tag);
  return token.tags.some((candidate) => nameKey(candidate) === key);
}

/** What the clock says now, whatever it said when the token was read. */
export function stateNow(token: Token, now: number): 'active' | 'soon' | 'expired' | 'deleted' {
  if (token.status === 'deleted') return 'deleted';
  const state = expiryState(token.expiresAt, now);
  if (state === 'over') return 'expired';
  return state === 'soon' ? 'soon' : 'active';
}

function isInState(token: Token, wanted: TokenFilter['state'], now: number): boolean {
  // Asked of every token at a keystroke, and no question of the clock.
  if (wanted === 'live') return token.status !== 'deleted';
  const state = stateNow(token, now);
  switch (wanted) {
    case 'active':
      return state === 'active' || state === 'soon';
    default:
      return state === wanted;
  }
}

/**
 * Whether a token is one that nobody uses, as the service's own list says it: issued, not deleted,
 * and its last call, or its creation if there was none, is longer ago. Front does not say when its own tokens
 * are used, so of those nothing is claimed. `now` in ms.
 */
export function isInUse(token: Token, wanted: TokenFilter['use'], now: number): boolean {
  if (wanted === 'any') return true;
  if (token.kind === 'front' || token.status === 'deleted') return false;
  if (wanted === 'never') return token.lastUsedAt === null;
  return Date.parse(token.lastUsedAt ?? token.createdAt) < now - UNUSED_DAYS * DAY_MS;
}

/** How many tokens each choice of `use` would show. `now` in ms. */
export function countUnused(
  tokens: readonly Findable[],
  now: number,
): Readonly<Record<'unused' | 'never', number>> {
  const counts = { unused: 0, never: 0 };
  for (const { token } of tokens) {
    if (isInUse(token, 'unused', now)) counts.unused += 1;
    if (isInUse(token, 'never', now)) counts.never += 1;
  }
  return counts;
}

/** Sorts a copy. Tokens without the time that is sorted by come last, as in the service's lists. */
export function sortTokens<T extends Findable>(
  tokens: readonly T[],
  sort: TokenSort,
): readonly T[] {
  const down = sort.startsWith('-');
  const field = sort.replace('-', '') as Exclude<TokenSort, `-${string}`>;
  const keyed = tokens.map((item) => ({
    item,
    key: field === 'name' ? nameKey(item.token.name) : item.token[field],
  }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return a.key < b.key !== down ? -1 : 1;
  });
  return keyed.map(({ item }) => item);
}

/** Every tag in use by tokens that are not deleted, most used first. */
export function tagsInUse(tokens: readonly Findable[]): readonly string[] {
  const counts = new Map<string, { tag: string; count: number }>();
  for (const { token } of tokens) {
    if (token.status === 'deleted') continue;
    for (const tag of token.tags) {
      const known = counts.get(nameKey(tag));
      if (known === undefined) counts.set(nameKey(tag), { tag, count: 1 });
      else known.count += 1;
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
    .map(({ tag }) => tag);
}
