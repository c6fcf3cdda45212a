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

/** As `findTokens`, which says what it is asked with. */
export type TokenSearch<T extends Findable> = (
  tokens: readonly T[],
  filter: TokenFilter,
  now: number,
) => readonly T[];

/**
 * `findTokens` for somebody who types: what a longer query finds is looked for in what the shorter
 * one has found, and a key taken back finds its answer waiting. Answers alike, with less to look at.
 */
export function createTokenSearch<T extends Findable>(): TokenSearch<T> {
  let levels: Level<T>[] = [];
  let last: { tokens: readonly T[]; filter: TokenFilter; now: number } | null = null;
  return (tokens, filter, now) => {
    if (last === null || !isSameGround(last, { tokens, filter, now })) levels = [];
    last = { tokens, filter, now };
    const query = foldForSearch(filter.query);
    const words = wordsOf(filter.query);
    if (levels.length === 0) {
      // No word yet: the one time that each token is held against the filter.
      const fits = tokens.filter((item) => isFound(item, [], filter, now));
      levels.push({ words: [], found: fits });
    }
    // The first level has no words, so that every query narrows it.
    while (!narrows(words, levels.at(-1)?.words ?? [])) levels.pop();
    const level = levels.at(-1);
    if (level === undefined) return [];
    // What was found before fits the filter and has the earlier words in it: only new ones are looked for.
    const [word, ...more] = words.filter(
      (word) => !level.words.some((known) => known.includes(word)),
    );
    if (word === undefined) return beginningFirst(level.found, query);
    const { found, begin, rest } = having(level.found, word);
    let all = found;
    for (const next of more) all = having(all, next).found;
    levels.push({ words, found: all });
    // With one word the looking has told what begins with it.
    if (word !== query) return beginningFirst(all, query);
    return begin.length === 0 ? found : begin.concat(rest);
  };
}

/**
 * What has a word in it: all of it in the given order, what begins with the word, and the others.
 * One plain loop for all three: with 10,000 tokens it is what a key waits for.
 */
function having<T extends Findable>(
  items: readonly T[],
  word: string,
): Readonly<Record<'found' | 'begin' | 'rest', readonly T[]>> {
  const found: T[] = [];
  const begin: T[] = [];
  const rest: T[] = [];
  for (const item of items) {
    const at = item.search.indexOf(word);
    if (at === -1) continue;
    found.push(item);
    (at === 0 ? begin : rest).push(item);
  }
  return { found, begin, rest };
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
