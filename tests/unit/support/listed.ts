import type { CachedToken } from '../../../utils/cache/token-cache.ts';
import { tokenRecord } from '../../../utils/cache/token-record.ts';
import { aToken } from './a-token.ts';

/** Tokens of these names as the list holds them, in its order. */
export function listed(...names: readonly string[]): readonly CachedToken[] {
  return names
    .map((name) => aToken({ name }))
    .map((token) => ({ token, search: tokenRecord(token).search }));
}

/** True when tokens stand in the order of the list. */
export function isWithinOrder(tokens: readonly CachedToken[]): boolean {
  const orders = tokens.map(({ token }) => tokenRecord(token).order);
  return orders.every((order, place) => place === 0 || (orders[place - 1] ?? '') <= order);
}
