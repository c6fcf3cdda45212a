import { useEffect, useRef, useState } from 'react';
import { whenIdle } from '../../utils/pages/when-idle.ts';
import { NO_FILTER, type Findable } from '../../utils/tokens/find-tokens.ts';
import { createTokenSearch, type TokenSearch } from '../../utils/tokens/token-search.ts';

/** Fewer are looked through in no time, the first one too. */
const MANY = 1_000;
/** Any letter does. */
const REHEARSED = { ...NO_FILTER, query: 'a' };

/**
 * A search for as long as its list is there. A browser takes several times as long for what it has
 * never run, and a first letter looks at every token: where there are many, one search is gone
 * through while nobody waits for it.
 */
export function useTokenSearch<T extends Findable>(tokens: readonly T[]): TokenSearch<T> {
  const [search] = useState(() => createTokenSearch<T>());
  const rehearsed = useRef(false);
  useEffect(() => {
    if (rehearsed.current || tokens.length < MANY) return;
    rehearsed.current = true;
    // In a search of its own: what is on the screen stays as it is.
    void whenIdle().then(() => createTokenSearch<T>()(tokens, REHEARSED, Date.now()));
  }, [tokens]);
  return search;
}
