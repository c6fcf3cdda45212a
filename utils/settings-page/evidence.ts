import { LABELS } from './labels.ts';
import { HEADING } from './page-parts.ts';
import { wholeText } from './whole-text.ts';

/** A part of every evidence, in each language. Holds no white space, so that it is found in a text that isn't folded. */
const WORD = /token/i;
const SELECTED_TAB =
  '[role=tab][aria-selected=true],[aria-current]:not([aria-current=false]),[aria-pressed=true]';

const TITLE_PARTS = `${HEADING},${SELECTED_TAB}`;
const SAYS_CREATE = `button,[role=button],a[href],${HEADING}`;
const WAY_BACK = /^\W*(?:(?:all|back to|alle|zurück zu) )?(?:api[ -]?)?tokens\W*$/i;
const ABOUT_TOKENS = /developer|token|\bapi\b/;
const OTHER_PART = '[role=tab],nav a[href],a[href],button';
const UNSEEN = '[hidden],dialog,[role=dialog]';

/** Cheap enough to be asked at every change of the address. */
export function isSettingsPath(path: string): boolean {
  return path === '/settings' || path.startsWith('/settings/');
}

/**
 * False where no evidence can be. Asked first and without a look at any element: the first link and
 * button that a script touches make the browser build all that it knows of links and buttons.
 */
export function saysToken({ body }: Document): boolean {
  return WORD.test(body.textContent) || body.querySelector('[aria-label*=token i]') !== null;
}

/**
 * What shows that this is Front's page of API tokens, or one of the pages behind it: a heading or the
 * selected tab that reads “API Tokens”, or a button “Create API token”.
 */
export function findEvidence(document: Document): Element | null {
  return (
    findTitle(document) ??
    findSaying(document, SAYS_CREATE, LABELS.create_token) ??
    findWayBack(document)
  );
}

/**
 * True where the settings may be about tokens: there is evidence, or an address that says so and no
 * other tab that does. In a language that we don't know it is the latter, and nothing will be read.
 */
export function mayBeTokenPage(document: Document, path: string): boolean {
  if (!isSettingsPath(path) || !saysToken(document)) return false;
  if (findEvidence(document) !== null) return true;
  return ABOUT_TOKENS.test(path) && findSaying(document, OTHER_PART, LABELS.title) === null;
}

export function findTitle(document: Document): Element | null {
  return [...document.querySelectorAll(TITLE_PARTS)].filter(isTitle).at(-1) ?? null;
}

export function isTitle(element: Element): boolean {
  return (
    element.matches(TITLE_PARTS) &&
    LABELS.title.test(wholeText(element)) &&
    element.closest(UNSEEN) === null
  );
}

/** A link from the page of one token back to their list. */
function findWayBack(document: Document): Element | null {
  const main = document.querySelector('main,[role=main]') ?? document.body;
  return findSaying(main, 'a[href]', WAY_BACK);
}

function findSaying(within: ParentNode, selector: string, words: RegExp): Element | null {
  for (const element of within.querySelectorAll(selector)) {
    if (words.test(saidBy(element)) && element.closest(UNSEEN) === null) return element;
  }
  return null;
}

/** What a button, link or heading says, to eyes or to a screen reader. */
export function saidBy(element: Element): string {
  return wholeText(element) || (element.getAttribute('aria-label') ?? '');
}
