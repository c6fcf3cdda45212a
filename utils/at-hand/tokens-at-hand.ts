import type { Token } from '../../contract/token.ts';
import { readCachedToken } from '../cache/token-cache.ts';
import { readPins } from './pins.ts';
import { readRecents } from './recents.ts';

/** A longer menu is slower to read than the popup's search. */
const MOST = 8;

/**
 * The tokens that somebody is likely to want: those that this member has pinned, then those whose
 * values were used last. Only ones that work and have their value here.
 */
export async function tokensAtHand(member: string): Promise<readonly Token[]> {
  const [pins, recents] = await Promise.all([readPins(), readRecents()]);
  const ids = new Set([...(pins[member] ?? []), ...recents.map(({ id }) => id)]);
  const tokens = await Promise.all([...ids].map(readCachedToken));
  return tokens.filter(isUsable).slice(0, MOST);
}

function isUsable(token: Token | null): token is Token {
  return token !== null && token.status === 'active' && token.hint !== null;
}
