import type { PatchToken } from '../../contract/token.ts';
import { isSame } from '../tokens/find-conflicts.ts';

/** Fields of free text, which a person can put together from two. */
const TEXTS: ReadonlySet<keyof PatchToken> = new Set(['name', 'purpose', 'owner', 'environment']);

export type Joined =
  /** To be edited by the person. */
  | { readonly kind: 'text'; readonly text: string; readonly lines: boolean }
  /** Whatever is in either. */
  | { readonly kind: 'list'; readonly items: readonly unknown[] }
  /** Nothing stands between the two, such as a day. */
  | { readonly kind: 'none' };

/** Both versions of a field in one, as a proposal. */
export function joinVersions(field: keyof PatchToken, mine: unknown, theirs: unknown): Joined {
  if (TEXTS.has(field)) {
    const texts = [theirs, mine].filter((text) => typeof text === 'string' && text !== '');
    const lines = field === 'purpose';
    return { kind: 'text', text: texts.join(lines ? '\n\n' : ' / '), lines };
  }
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return { kind: 'none' };
  const items: readonly unknown[] = theirs;
  const more = mine.filter((item) => !items.some((other) => isSame(item, other)));
  return { kind: 'list', items: [...items, ...(more as readonly unknown[])] };
}
