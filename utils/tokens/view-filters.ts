import { TOKEN_SORTS, type TokenSort } from '../../contract/token.ts';
import { NO_FILTER, type TokenFilter } from './find-tokens.ts';

/** What the person looked for in the list. */
export interface TokensView extends TokenFilter {
  readonly sort: TokenSort;
}

export const START_VIEW: TokensView = { ...NO_FILTER, sort: 'name' };

/** What a filter can be set to; null for any text. */
const CHOICES: Readonly<Record<keyof TokensView, readonly string[] | null>> = {
  query: null,
  kind: ['any', 'issued', 'front'],
  state: ['live', 'active', 'soon', 'expired', 'deleted'],
  tag: null,
  use: ['any', 'unused', 'never'],
  sort: TOKEN_SORTS,
};

/** What of a saved view this version can show, and what it does not know. */
export interface ReadFilters {
  readonly view: TokensView;
  readonly unknown: Readonly<Record<string, string>>;
}

/**
 * Reads the filters of a saved view. One that this version does not know, or that is set to something
 * unknown, is handed back by itself: it is kept, and the person is told that it is not applied.
 */
export function readFilters(filters: Readonly<Record<string, string>>): ReadFilters {
  const known: Record<string, string> = {};
  const unknown: Record<string, string> = {};
  for (const [name, value] of Object.entries(filters)) {
    (isKnown(name, value) ? known : unknown)[name] = value;
  }
  return { view: { ...START_VIEW, ...known }, unknown };
}

/** What a view is saved as: the filters that are set. */
export function filtersOf(view: TokensView): Record<string, string> {
  return Object.fromEntries(
    Object.entries(view).filter(([name, value]) => START_VIEW[name as keyof TokensView] !== value),
  );
}

/** True for a view of this version, whoever kept it. */
export function isTokensView(value: unknown): value is TokensView {
  if (typeof value !== 'object' || value === null) return false;
  const view = value as Record<string, unknown>;
  return Object.keys(START_VIEW).every((name) => {
    const set = view[name];
    return typeof set === 'string' && isKnown(name, set);
  });
}

/** Two views that show the same. */
export function isSameView(a: TokensView, b: TokensView): boolean {
  return Object.keys(START_VIEW).every(
    (name) => a[name as keyof TokensView] === b[name as keyof TokensView],
  );
}

function isKnown(name: string, value: string): boolean {
  if (!Object.hasOwn(CHOICES, name)) return false;
  const choices = CHOICES[name as keyof TokensView];
  return choices === null || choices.includes(value);
}
