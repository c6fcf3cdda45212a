import { HEADING } from './page-parts.ts';
import { readRowName, type TokenRow } from './read-row-name.ts';
import { findAlikeList, readTokenRows } from './read-token-rows.ts';
import { wholeText } from './whole-text.ts';

export type TokenPage =
  | {
      readonly kind: 'recognised';
      readonly rows: readonly TokenRow[];
      /** Narrowest element that holds all the rows: changes anywhere else are of no concern. */
      readonly list: Element;
      /** What the list stands behind: the heading or tab "API Tokens", or null. */
      readonly title: Element | null;
      /** True when rows are known by being built alike, and have no meaning of their own. */
      readonly alike: boolean;
    }
  | { readonly kind: 'not_token_page' }
  /** It says that it is the token page, but no list of tokens was found on it. */
  | { readonly kind: 'not_recognised' };

/** A part of every evidence. Holds no white space, so that it is found in a text that isn't folded. */
const WORD = /token/i;
const TITLE = /^api[ -]?tokens?$/i;
const CREATE = /^\W*(?:create|new|add) (?:an? |new )?(?:api )?token$/i;
const SELECTED_TAB =
  '[role=tab][aria-selected=true],[aria-current]:not([aria-current=false]),[aria-pressed=true]';

const TITLE_PARTS = `${HEADING},${SELECTED_TAB}`;
const UNSEEN = '[hidden],dialog,[role=dialog]';

/**
 * Recognises Front's page of API tokens and reads its rows, by visible text and role.
 *
 * Evidence: the address is below `/settings/`, and either a heading or the selected tab reads "API
 * Tokens", or there is a button "Create API token". The labels are those of Front's help page
 * (https://dev.frontapp.com/docs/create-and-revoke-api-tokens); in another language the page is
 * not recognised and stays as it is.
 */
export function readTokenPage(document: Document, path: string): TokenPage {
  if (!isSettingsPath(path) || !saysToken(document)) return { kind: 'not_token_page' };
  const title = findTitle(document);
  const evidence = title ?? findCreateButton(document);
  if (evidence === null) return { kind: 'not_token_page' };

  const part = partOf(document, evidence);
  let rows = readTokenRows(part, title);
  let alike = false;
  if (rows.length === 0) {
    const boxes = findAlikeList(part, title)?.children ?? [];
    rows = [...boxes].flatMap((box) => readRowName(box) ?? []);
    alike = true;
  }
  const list = sharedParent(rows.map((row) => row.element));
  if (list === null) return { kind: 'not_recognised' };
  return { kind: 'recognised', rows, list, title, alike };
}

/** True while what the page was recognised by is still there. Far cheaper than reading it anew. */
export function isStillTokenPage(page: Extract<TokenPage, { kind: 'recognised' }>): boolean {
  const { list, title } = page;
  return list.isConnected && (title === null || (title.isConnected && isTitle(title)));
}

/** Cheap enough to be asked at every change of the address. */
export function isSettingsPath(path: string): boolean {
  return path === '/settings' || path.startsWith('/settings/');
}

/**
 * False where no evidence can be. Asked first and without a look at any element: the first link and
 * button that a script touches make the browser build all that it knows of links and buttons.
 */
function saysToken({ body }: Document): boolean {
  return WORD.test(body.textContent) || body.querySelector('[aria-label*=token i]') !== null;
}

function findTitle(document: Document): Element | null {
  return [...document.querySelectorAll(TITLE_PARTS)].filter(isTitle).at(-1) ?? null;
}

function isTitle(element: Element): boolean {
  return (
    element.matches(TITLE_PARTS) &&
    TITLE.test(wholeText(element)) &&
    element.closest(UNSEEN) === null
  );
}

function findCreateButton(document: Document): Element | null {
  for (const element of document.querySelectorAll('button,[role=button],a[href]')) {
    const said = wholeText(element) || (element.getAttribute('aria-label') ?? '');
    if (CREATE.test(said) && element.closest(UNSEEN) === null) return element;
  }
  return null;
}

/** The tab's panel, the main part, or the whole page: where the list has to be. */
function partOf(document: Document, evidence: Element): Element {
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
