import { CELL, DATA_CELL, HEADER_CELL, HEADING, NOT_TEXT } from './page-parts.ts';
import { hasText, wholeText } from './whole-text.ts';

export interface TokenRow {
  /** The row itself: `tr`, `li`, a positioned `div`, … */
  readonly element: Element;
  /** Folded text of the name. */
  readonly name: string;
  /** The smallest element whose whole text is the name. */
  readonly nameElement: Element;
}

const OWN_CELL = CELL.replace(/[^,]+/g, ':scope > $&');

/** The longest text that can be a name, in UTF-16 units; a test compares it with the contract's limit. */
export const LONGEST_NAME = 120;
const NAME_COLUMN = /^(?:(?:api )?token )?name$|^(?:api )?token$|^label$/i;

/**
 * Reads the token's name out of a row: the text under the column "Name" where the table has one,
 * the row's heading where it has one, else the first text that the row shows.
 *
 * The name has to be the whole text of one element. A part of a sentence, or a text that a mark
 * (such as a highlighted search term) cuts in two, is not taken for a name.
 * @returns null when the row shows no such text
 */
export function readRowName(row: Element): TokenRow | null {
  const place = cellOfName(row);
  if (place === null) return null;
  const first = firstText(place);
  if (first === null) return null;
  // Mostly the place says the name alone: then no styles have to be asked what belongs together.
  const isAlone = place.textContent.trim() === first.data.trim();
  const nameElement = isAlone ? first.parentElement : elementOfRun(first, place);
  if (nameElement === null) return null;
  const name = wholeText(nameElement);
  return name.length > LONGEST_NAME ? null : { element: row, name, nameElement };
}

/** True for a row of column headings. */
export function isHeaderRow(row: Element): boolean {
  return row.querySelector(DATA_CELL) === null && row.querySelector(HEADER_CELL) !== null;
}

/** The first text that a person sees in this element. */
export function firstText(element: Element): Text | null {
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node instanceof Text) {
      if (hasText(node)) return node;
    } else if (node instanceof Element && !node.matches(NOT_TEXT)) {
      const text = firstText(node);
      if (text !== null) return text;
    }
  }
  return null;
}

function cellOfName(row: Element): Element | null {
  const cells = cellsOf(row);
  if (cells.length > 0) {
    const rowHeader = row.querySelector('th[scope=row],[role=rowheader],tbody > tr > th');
    if (rowHeader !== null && [...cells].includes(rowHeader)) return rowHeader;
    const column = nameColumn(row);
    // A row with other columns than its header (a fold-out, a group title) names nothing for sure.
    if (column !== -1) return cells[column] ?? null;
    return [...cells].find((cell) => firstText(cell) !== null) ?? null;
  }
  return row.querySelector(HEADING) ?? row;
}

/** Asked of a thousand rows: a list of the browser's own, of which one element is looked at. */
function cellsOf(row: Element): NodeListOf<Element> {
  const own = row.querySelectorAll(OWN_CELL);
  return own.length > 0 ? own : row.querySelectorAll(CELL);
}

let header: { row: Element; text: string; column: number } | null = null;

/** @returns the column's place in the row, or -1 when no column is headed as that of names */
function nameColumn(row: Element): number {
  const table = row.closest('table,[role=table],[role=grid],[role=treegrid]');
  const first = table?.querySelector(HEADER_CELL)?.closest('tr,[role=row]');
  if (!first || first === row) return -1;
  // A thousand rows ask for the same header.
  const text = first.textContent;
  if (header?.row !== first || header.text !== text) {
    const column = [...cellsOf(first)].findIndex((cell) => NAME_COLUMN.test(wholeText(cell)));
    header = { row: first, text, column };
  }
  return header.column;
}

/**
 * The smallest element that holds the run of text around `text` and nothing else.
 *
 * A run is what reads as one: inline content side by side. `<mark>Zap</mark>ier` is one run, and
 * "Zap" alone is no name there. Boxes (blocks, flex items, inline blocks) end a run.
 */
function elementOfRun(text: Text, place: Element): Element | null {
  let container = text.parentElement;
  while (container !== null && container !== place && flows(container)) {
    container = container.parentElement;
  }
  if (container === null) return null;

  const content = [...container.childNodes].filter(isContent);
  const start = content.findIndex((node) => node.contains(text));
  const isCut = start > 0 && isInline(content[start - 1]);
  let end = start + 1;
  while (isInline(content[end])) end += 1;
  const [only, second] = content.slice(start, end);

  if (start === 0 && end === content.length) return smallestOf(container);
  return !isCut && second === undefined && only instanceof Element ? smallestOf(only) : null;
}

/** The innermost element that still says all that this one says. */
function smallestOf(element: Element): Element {
  const name = wholeText(element);
  const inner = [...element.children].find((child) => wholeText(child) === name);
  return inner === undefined ? element : smallestOf(inner);
}

/** What shows something or breaks a line. */
function isContent(node: ChildNode): boolean {
  return node.nodeName === 'BR' || (node.nodeName !== '#comment' && hasText(node));
}

function isInline(node: ChildNode | undefined): boolean {
  if (!(node instanceof Element)) return node !== undefined;
  return node.nodeName !== 'BR' && flows(node);
}

/** True for an element that flows in its parent's line of text rather than being a box of its own. */
function flows(element: Element): boolean {
  if (getComputedStyle(element).display !== 'inline') return false;
  const parent = element.parentElement;
  // Children of a flex or grid box are boxes whatever they are called; browsers compute that, jsdom doesn't.
  return parent === null || !/flex|grid/.test(getComputedStyle(parent).display);
}
