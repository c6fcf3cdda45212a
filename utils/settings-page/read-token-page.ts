import { findEvidence, findTitle, isSettingsPath, isTitle, saysToken } from './evidence.ts';
import { findHeadedGrid } from './read-headed-grid.ts';
import { countTexts, isNamedByHeader, readRowName, type TokenRow } from './read-row-name.ts';
import { findAlikeList, readTokenRows } from './read-token-rows.ts';

export interface TokenList {
  readonly kind: 'recognised';
  readonly rows: readonly TokenRow[];
  /** Narrowest element that holds all the rows: changes anywhere else are of no concern. */
  readonly list: Element;
  /** What the list stands behind: the heading or tab "API Tokens", or null. */
  readonly title: Element | null;
  /**
   * How the rows are known: by their own meaning, by a line of headings above them, or by nothing but
   * being built alike.
   */
  readonly rowsBy: 'meaning' | 'header' | 'alike';
  /** Reads one row anew. */
  readonly readRow: (row: Element) => TokenRow | null;
  /**
   * True when each row surely is a token, so that of one that nobody knows it may be said. A list of
   * links to the help would look much the same.
   */
  readonly isSure: boolean;
}

export type TokenPage =
  | TokenList
  | { readonly kind: 'not_token_page' }
  /** It says that it is the token page, but no list of tokens was found on it. */
  | { readonly kind: 'not_recognised' };

/** Rows of a list are built alike: so many of them are asked whether they are rows of tokens. */
const MOST_ASKED = 20;

/**
 * Recognises Front's page of API tokens and reads its rows, by visible text and role.
 *
 * Evidence: the address is below `/settings/`, and either a heading or the selected tab reads "API
 * Tokens", or there is a button "Create API token" (`labels.ts`); in a language that is not there the
 * page is not recognised and stays as it is.
 */
export function readTokenPage(document: Document, path: string): TokenPage {
  if (!isSettingsPath(path) || !saysToken(document)) return { kind: 'not_token_page' };
  const title = findTitle(document);
  const evidence = title ?? findEvidence(document);
  if (evidence === null) return { kind: 'not_token_page' };
  return readTokenList(partOf(document, evidence), title) ?? { kind: 'not_recognised' };
}

/** Reads the list of tokens in this part of the page; null when there is none to be found. */
export function readTokenList(part: Element, title: Element | null): TokenList | null {
  const byMeaning = readTokenRows(part, title);
  if (byMeaning.length > 0) {
    const isSure = byMeaning
      .slice(0, MOST_ASKED)
      .every(({ element }) => isNamedByHeader(element) || countTexts(element) > 1);
    return listOf(byMeaning, { title, rowsBy: 'meaning', readRow: readRowName, isSure });
  }
  const grid = findHeadedGrid(part, title);
  if (grid !== null) {
    return listOf(grid.rows, { title, rowsBy: 'header', readRow: grid.readRow, isSure: true });
  }
  const boxes = findAlikeList(part, title)?.children ?? [];
  const rows = [...boxes].flatMap((box) => readRowName(box) ?? []);
  return listOf(rows, { title, rowsBy: 'alike', readRow: readRowName, isSure: false });
}

function listOf(
  rows: readonly TokenRow[],
  rest: Omit<TokenList, 'kind' | 'rows' | 'list'>,
): TokenList | null {
  const list = sharedParent(rows.map((row) => row.element));
  return list === null ? null : { kind: 'recognised', rows, list, ...rest };
}

/** True while what the page was recognised by is still there. Far cheaper than reading it anew. */
export function isStillTokenPage({ list, title }: TokenList): boolean {
  return list.isConnected && (title === null || (title.isConnected && isTitle(title)));
}

/** The tab's panel, the main part, or the whole page: where the list has to be. */
export function partOf(document: Document, evidence: Element): Element {
  const panel = evidence.getAttribute('aria-controls') ?? '';
  const controlled = panel === '' ? null : document.getElementById(panel);
  if (controlled !== null) return controlled;
  return (
    evidence.closest('main,[role=main]') ??
    document.querySelector('main,[role=main]') ??
    document.body
  );
}

/** Of elements in the order of the page. */
function sharedParent(elements: readonly Element[]): Element | null {
  const last = elements.at(-1) ?? null;
  let shared = elements[0]?.parentElement ?? null;
  while (shared !== null && !shared.contains(last)) shared = shared.parentElement;
  return shared;
}
