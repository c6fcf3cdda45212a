import { foldForSearch } from '../../contract/fold.ts';
import type { Tag } from '../../contract/tag.ts';

/** Two tags that are hardly two: the less used one, and the one it could go into. */
export interface Duplicate {
  readonly from: Tag;
  readonly into: Tag;
}

/**
 * Tags that differ in case, accents, spaces or signs alone (“front-end”, “Frontend”), or as singular
 * and plural do. They are a proposal: somebody may mean two things by them. Pure.
 */
export function findDuplicates(tags: readonly Tag[]): readonly Duplicate[] {
  const alike = Map.groupBy(tags, ({ tag }) => looseKey(tag));
  return [...alike].flatMap(([key, group]) => {
    if (key === '' || group.length < 2) return [];
    const [into, ...others] = [...group].sort((a, b) => b.tokens - a.tokens);
    return into === undefined ? [] : others.map((from) => ({ from, into }));
  });
}

function looseKey(tag: string): string {
  const letters = foldForSearch(tag).replace(/[^\p{L}\p{N}]+/gu, '');
  return letters.length > 3 ? letters.replace(/s$/, '') : letters;
}
