import { isTitle, saidBy } from './evidence.ts';
import { LABELS } from './labels.ts';
import { HEADING, INTERACTIVE, OWN_MARK } from './page-parts.ts';
import { LONGEST_NAME, looksLikeValue } from './read-row-name.ts';
import type { TokenList } from './read-token-page.ts';
import { wholeText } from './whole-text.ts';

/** Front's page of one token. */
export interface TokenDetails {
  readonly name: string;
  readonly nameElement: Element;
  /** Front's own button that deletes the token; null where there is none. */
  readonly remove: Element | null;
}

const NAME_TERM = /^(?:(?:api[ -]?)?token[ -]?)?(?:name|bezeichnung)\W?$/i;
const ELSEWHERE = `[${OWN_MARK}],[hidden],nav,dialog,[role=dialog],[role=alertdialog],[role=tablist]`;

/**
 * Recognises the page of one token by its buttons “Reveal” or “Copy”, which belong to no row of a list.
 * Its name is what stands beside the word “Name”, else the last heading before those buttons.
 */
export function findDetails(
  part: Element,
  title: Element | null,
  list: TokenList | null,
): TokenDetails | null {
  const rows = new Set(list?.rows.map((row) => row.element));
  const inRow = (element: Element): boolean => {
    for (let at: Element | null = element; at !== null && at !== part; at = at.parentElement) {
      if (rows.has(at)) return true;
    }
    return false;
  };
  const buttons = [...part.querySelectorAll(INTERACTIVE)].filter(
    (button) => button.closest(ELSEWHERE) === null && isOfToken(button) && !inRow(button),
  );
  const value = buttons.find((button) => !LABELS.delete.test(saidBy(button)));
  if (value === undefined) return null;
  const nameElement = besideTerm(part) ?? headingBefore(value, part, title);
  if (nameElement === null) return null;
  const name = wholeText(nameElement);
  if (name === '' || name.length > LONGEST_NAME || looksLikeValue(name)) return null;
  const remove = buttons.find((button) => LABELS.delete.test(saidBy(button))) ?? null;
  return { name, nameElement, remove };
}

function isOfToken(button: Element): boolean {
  const said = saidBy(button);
  return LABELS.reveal.test(said) || LABELS.copy.test(said) || LABELS.delete.test(said);
}

function besideTerm(part: Element): Element | null {
  for (const term of part.querySelectorAll('dt,th,label')) {
    const beside = term.nextElementSibling;
    if (beside === null || !NAME_TERM.test(wholeText(term))) continue;
    if (beside.matches('dd,td,output,span,div') && beside.querySelector('input') === null) {
      return beside;
    }
  }
  return null;
}

function headingBefore(value: Element, part: Element, title: Element | null): Element | null {
  const isBefore = (one: Element, other: Element): boolean =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const headings = [...part.querySelectorAll(HEADING)].filter(
    (heading) =>
      heading.closest(ELSEWHERE) === null &&
      isBefore(heading, value) &&
      (title === null || isBefore(title, heading)) &&
      !isTitle(heading),
  );
  return headings.at(-1) ?? null;
}
