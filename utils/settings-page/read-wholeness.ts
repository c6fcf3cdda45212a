import { saidBy } from './evidence.ts';
import { PAGING } from './labels.ts';
import { INTERACTIVE, OWN_MARK } from './page-parts.ts';
import type { TokenList } from './read-token-page.ts';
import type { TokenRow } from './read-row-name.ts';

const TEXT_FIELD =
  'input:not([type=checkbox],[type=radio],[type=hidden],[type=button],[type=submit]),textarea,[role=searchbox],[contenteditable=true]';
const CHOICE =
  'select,[role=combobox]:not(input),[aria-pressed=true],[role=switch][aria-checked=true]';
const BUSY = '[aria-busy=true],[role=progressbar],progress';
const PLACED = '[aria-rowindex],[aria-posinset],[style*=absolute]';
const PAGES = /\d+\s?[-–]\s?\d+\s(?:of|von)\s\d+/i;

/**
 * Whether these rows surely are all the tokens that Front has. Anything that could hide one makes it
 * doubtful: a list that shows but the rows in sight, a filter, further pages, an end that was not in
 * sight (it may load more when it is scrolled to), a row whose name is not sure.
 *
 * Reads layout: call it when the page has settled.
 */
export function isWholeList(
  page: Pick<TokenList, 'rowsBy' | 'isSure' | 'list'>,
  rows: readonly TokenRow[],
  part: Element,
): boolean {
  const last = rows.at(-1);
  if (last === undefined || page.rowsBy === 'alike' || !page.isSure) return false;
  if (!rows.every(({ isCertain }) => isCertain)) return false;
  if (rows.some(({ element }) => element.matches(PLACED)) || page.list.matches(PLACED))
    return false;
  return !isFiltered(part, page.list) && !goesOn(part, page.list) && isEndInSight(last.element);
}

function isFiltered(part: Element, list: Element): boolean {
  const outside = (element: Element): boolean => !list.contains(element);
  if (part.querySelector(BUSY) !== null) return true;
  const fields = [...part.querySelectorAll<HTMLElement>(TEXT_FIELD)].filter(outside);
  if (fields.some((field) => /\S/.test((field as { value?: string }).value ?? field.textContent))) {
    return true;
  }
  return [...part.querySelectorAll(CHOICE)]
    .filter(outside)
    .some((choice) => !(choice instanceof HTMLSelectElement) || choice.selectedIndex > 0);
}

function goesOn(part: Element, list: Element): boolean {
  if (PAGES.test(part.textContent)) return true;
  return [...part.querySelectorAll(INTERACTIVE)].some(
    (button) =>
      !list.contains(button) &&
      button.closest(`[${OWN_MARK}],[role=tablist]`) === null &&
      PAGING.test(saidBy(button)),
  );
}

function isEndInSight(element: Element): boolean {
  const { bottom, height } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  if (view === null || height === 0 || bottom > view.innerHeight + 1) return false;
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const rest = at.scrollHeight - at.scrollTop - at.clientHeight;
    if (rest > 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) {
      if (bottom > at.getBoundingClientRect().bottom + 1) return false;
    }
  }
  return true;
}
