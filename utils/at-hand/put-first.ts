import { t } from '../i18n/t.ts';

export interface AtHandOrder<T> {
  readonly rows: readonly T[];
  /** Headings by the row that they stand before, from the top; none when nothing was put first. */
  readonly headings: readonly { readonly before: number; readonly words: string }[];
}

/** More recent ones than this would push the list away. */
const MOST_RECENT = 3;

/**
 * Puts pinned tokens first, in the order of the pins, then the ones that were used last; the rest
 * keeps its order. Each token stands in the list once.
 */
export function putFirst<T extends { readonly token: { readonly id: string } }>(
  tokens: readonly T[],
  pins: readonly string[],
  recents: readonly string[],
): AtHandOrder<T> {
  const wanted = new Set([...pins, ...recents]);
  if (wanted.size === 0) return { rows: tokens, headings: [] };
  const byId = new Map<string, T>();
  for (const item of tokens) if (wanted.has(item.token.id)) byId.set(item.token.id, item);
  const take = (ids: readonly string[], most: number): T[] => {
    const taken: T[] = [];
    for (const id of ids) {
      const item = byId.get(id);
      if (item === undefined || taken.length === most) continue;
      byId.delete(id);
      taken.push(item);
    }
    return taken;
  };
  const pinned = take(pins, pins.length);
  const recent = take(recents, MOST_RECENT);
  const first = new Set([...pinned, ...recent]);
  const rest = tokens.filter((item) => !first.has(item));
  const parts = [
    { words: t('atHand.pinned'), items: pinned },
    { words: t('atHand.recent'), items: recent },
    { words: t('atHand.allOthers'), items: rest },
  ].filter(({ items }) => items.length > 0);
  if (first.size === 0) return { rows: tokens, headings: [] };
  let before = 0;
  const headings = parts.map(({ words, items }) => {
    const heading = { before, words };
    before += items.length;
    return heading;
  });
  return { rows: parts.flatMap(({ items }) => items), headings };
}
