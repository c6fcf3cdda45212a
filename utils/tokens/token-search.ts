import { foldForSearch } from '../../contract/fold.ts';
import {
  beginningFirst,
  isFound,
  wordsOf,
  type Findable,
  type TokenFilter,
} from './find-tokens.ts';

/** A search whose answer is kept for those that go on from it. */
interface Level<T> {
  readonly words: readonly string[];
  /** What fits, in the given order. */
  readonly found: readonly T[];
}

/**
 * `findTokens` for somebody who types: what a longer query finds is looked for in what the shorter
 * one has found, and a key taken back finds its answer waiting. Answers alike, with less to look at.
 */
export function createTokenSearch<T extends Findable>(): (
  tokens: readonly T[],
  filter: TokenFilter,
  now: number,
) => readonly T[] {
  let levels: Level<T>[] = [];
  let last: { tokens: readonly T[]; filter: TokenFilter; now: number } | null = null;
  return (tokens, filter, now) => {
    if (last === null || !isSameGround(last, { tokens, filter, now })) levels = [];
    last = { tokens, filter, now };
    const words = wordsOf(filter.query);
    if (levels.length === 0) {
      // No word yet: the one time that each token is held against the filter.
      const fits = tokens.filter((item) => isFound(item, [], filter, now));
      levels.push({ words: [], found: fits });
    }
    // The first level has no words, so that every query narrows it.
    while (!narrows(words, levels.at(-1)?.words ?? [])) levels.pop();
    const level = levels.at(-1);
    const found = level === undefined ? [] : within(level, words);
    if (found !== level?.found) levels.push({ words, found });
    return beginningFirst(found, foldForSearch(filter.query));
  };
}

/** What was found before fits the filter and has the earlier words in it; only new ones are looked for. */
function within<T extends Findable>(level: Level<T>, words: readonly string[]): readonly T[] {
  const fresh = words.filter((word) => !level.words.some((known) => known.includes(word)));
  if (fresh.length === 0) return level.found;
  let found = level.found;
  for (const word of fresh) found = having(found, word);
  return found;
}

/** A plain loop: with 10,000 tokens a callback for each would take longer than the looking. */
function having<T extends Findable>(items: readonly T[], word: string): readonly T[] {
  const found: T[] = [];
  for (const item of items) if (item.search.includes(word)) found.push(item);
  return found;
}

type Ground = { tokens: readonly unknown[]; filter: TokenFilter; now: number };

/** Whether only the query may have changed. */
function isSameGround(a: Ground, b: Ground): boolean {
  return (
    a.tokens === b.tokens &&
    a.now === b.now &&
    a.filter.kind === b.filter.kind &&
    a.filter.state === b.filter.state &&
    a.filter.tag === b.filter.tag &&
    a.filter.use === b.filter.use
  );
}

/** Whether all that `words` find is found by `wider` too: each of those is a part of one of these. */
function narrows(words: readonly string[], wider: readonly string[]): boolean {
  return wider.every((part) => words.some((word) => word.includes(part)));
}
