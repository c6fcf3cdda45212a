import type { Token } from '../../contract/token.ts';
import { foldText } from '../settings-page/whole-text.ts';

/** A token of the register that Front's settings page does not show any more. */
export interface MissingToken {
  readonly id: string;
  /** When the page was looked at, ISO 8601. */
  readonly at: string;
  /** Whether Front's own Delete was seen to be pressed for it, or its whole list came without it. */
  readonly how: 'not_listed' | 'deleted_there';
}

/** What Front's settings page has told of tokens that are gone there. */
export interface MissingState {
  readonly items: readonly MissingToken[];
  /** Ids of tokens of which a person said that they are still in Front. */
  readonly dismissed: readonly string[];
}

export const NOTHING_MISSING: MissingState = { items: [], dismissed: [] };

export type PageNews =
  /** Every token that Front has, by name, and nothing left out. */
  | { readonly kind: 'whole_list'; readonly names: readonly string[] }
  /** Some of them. It can end a report, and begins none. */
  | { readonly kind: 'part_of_list'; readonly names: readonly string[] }
  | { readonly kind: 'deleted'; readonly name: string };

/**
 * Decides which tokens of the register are probably deleted in Front.
 *
 * Names are all that the page tells. So nothing is said of a name that the list shows; nor where it
 * lacks more tokens of the register than it shows, since then it may well be another company's, whose
 * `Zapier` is not ours, or a list that hides rows; nor, after a delete, where two tokens have the name.
 * @param now ISO 8601
 */
export function decideMissing(
  tokens: readonly Token[],
  before: MissingState,
  news: PageNews,
  now: string,
): MissingState {
  const inFront = tokens.filter(({ kind, status }) => kind === 'front' && status !== 'deleted');
  if (news.kind === 'deleted') return afterDelete(inFront, before, news.name, now);
  const shown = new Set(news.names.map(foldText));
  const listed = inFront.filter(({ name }) => shown.has(foldText(name)));
  const isListed = new Set(listed.map(({ id }) => id));
  // Listed again: an old report is over, and so is what was said against it.
  const items = before.items.filter(({ id }) => !isListed.has(id));
  const dismissed = before.dismissed.filter((id) => !isListed.has(id));
  const active = inFront.filter(({ status }) => status === 'active');
  const gone = active.filter(({ id }) => !isListed.has(id));
  const isOurs = gone.length <= active.length - gone.length;
  if (news.kind === 'part_of_list' || !isOurs) return { items, dismissed };
  const known = new Map(items.map((item) => [item.id, item]));
  return {
    items: gone
      .filter(({ id }) => !dismissed.includes(id))
      .map(({ id }) => known.get(id) ?? { id, at: now, how: 'not_listed' }),
    dismissed,
  };
}

function afterDelete(
  inFront: readonly Token[],
  before: MissingState,
  name: string,
  now: string,
): MissingState {
  const [token, twin] = inFront.filter((one) => foldText(one.name) === foldText(name));
  if (token === undefined || twin !== undefined) return before;
  const { id } = token;
  return {
    items: [
      ...before.items.filter((item) => item.id !== id),
      { id, at: now, how: 'deleted_there' },
    ],
    dismissed: before.dismissed.filter((one) => one !== id),
  };
}
