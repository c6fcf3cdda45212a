import { foldForSearch, nameKey } from '../../contract/fold.ts';
import type { Token } from '../../contract/token.ts';
import { foldText } from '../settings-page/whole-text.ts';
import type { TokenRecord } from './companion-db.ts';

/** Puts a token into the shape of the cache. `search` is folded as the service's own search text. */
export function tokenRecord(token: Token): TokenRecord {
  const { id, name, purpose, tags, owner, environment, status } = token;
  return {
    id,
    order: `${status === 'deleted' ? 1 : 0}${nameKey(name)}\u0000${id}`,
    pageName: foldText(name),
    search: foldForSearch([name, purpose, ...tags, owner ?? '', environment ?? ''].join('\n')),
    token,
  };
}

/** A token as it is now: it expires by the clock, without the service telling anybody. */
export function asOfNow(token: Token, now: Date): Token {
  const over = token.expiresAt !== null && Date.parse(token.expiresAt) <= now.getTime();
  return token.status === 'active' && over ? { ...token, status: 'expired' } : token;
}
