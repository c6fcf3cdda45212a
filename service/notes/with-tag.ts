import { nameKey } from '../../contract/fold.ts';

/** The tags with the new one at the first place of either, and once. Pure. */
export function withTag(tags: readonly string[], fromKey: string, to: string): string[] {
  const toKey = nameKey(to);
  const isEither = (tag: string): boolean => [fromKey, toKey].includes(nameKey(tag));
  const first = tags.findIndex(isEither);
  return tags.flatMap((tag, place) => (!isEither(tag) ? [tag] : place === first ? [to] : []));
}
