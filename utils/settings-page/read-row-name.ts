import { LABELS } from './labels.ts';
import { CELL, DATA_CELL, HEADER_CELL, HEADING, INTERACTIVE, NOT_TEXT } from './page-parts.ts';
import { readTooltip } from './read-tooltip.ts';
import { hasText, wholeText } from './whole-text.ts';

export interface TokenRow {
  /** The row itself: `tr`, `li`, a positioned `div`, … */
  readonly element: Element;
  /** Folded text of the name. */
  readonly name: string;
  /** The smallest element whose whole text is the name, or is the name cut short. */
  readonly nameElement: Element;
  /** False when the page may show but a part of the name: then it may be another token's. */
  readonly isCertain: boolean;
}

const OWN_CELL = CELL.replace(/[^,]+/g, ':scope > $&');

/** The longest text that can be a name, in UTF-16 units; a test compares it with the contract's limit. */
export const LONGEST_NAME = 120;
/** A text that somebody has cut short. */
const CUT = /…|\.\.\./;
/** Pieces of text this near each other in one line read as one text, in px. */
const NEAR = 6;

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
  return place === null ? null : readNameIn(place, row);
}

/** Reads the name out of the part of a row that holds it. */
export function readNameIn(place: Element, row: Element): TokenRow | null {
  const first = firstText(place);
  if (first === null || looksLikeValue(first.data)) return null;
  const tooltip = readTooltip(first, place);
  if (tooltip.kind === 'name') {
    const { name, element: nameElement } = tooltip;
    if (name.length > LONGEST_NAME) return null;
    return { element: row, name, nameElement, isCertain: true };
  }
  // Mostly the place says the name alone: then no styles have to be asked what belongs together.
  const isAlone = place.textContent.trim() === first.data.trim();
  const nameElement = isAlone ? first.parentElement : elementOfRun(first, place);
  if (nameElement === null) return null;
  const name = wholeText(nameElement);
  if (name.length > LONGEST_NAME) return null;
  const isCertain =
    tooltip.kind === 'none' && !CUT.test(name) && (isAlone || !goesOn(nameElement, row));
  return { element: row, name, nameElement, isCertain };
}

/** What looks like the value of a token is no name, and goes nowhere. */
export function looksLikeValue(text: string): boolean {
  return /eyJ[\w-]{6}|ftk_\w{6}|[•*]{4}/.test(text);
}

/** How many texts a row shows, counted up to two. */
export function countTexts(row: Element): number {
  const first = firstText(row);
  if (first === null) return 0;
  return row.textContent.trim() === first.data.trim() ? 1 : 2;
}

/** True when a heading says that this row's name is a name. */
export function isNamedByHeader(row: Element): boolean {
  return cellsOf(row).length > 0 && nameColumn(row) !== -1;
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
    const column = [...cellsOf(first)].findIndex((cell) => LABELS.name.test(wholeText(cell)));
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

/**
 * True when another text follows so near in the same line that both may be one name, in boxes of their
 * own. A link, a heading and a stressed text are the whole of what they are about.
 */
function goesOn(element: Element, row: Element): boolean {
  if (element.closest(`${INTERACTIVE},${HEADING},strong,b`) !== null) return false;
  let box = element;
  while (box !== row && wholeText(box.parentElement ?? row) === wholeText(element)) {
    box = box.parentElement ?? row;
  }
  // The boxes of the row itself are its columns.
  if (box === row || box.parentElement === row) return false;
  let next = box.nextElementSibling;
  while (next !== null && (next.matches(NOT_TEXT) || !hasText(next)))
    next = next.nextElementSibling;
  if (next === null) return false;
  const here = box.getBoundingClientRect();
  const there = next.getBoundingClientRect();
  const isInLine = there.top < here.bottom || here.height === 0;
  return isInLine && !isBlock(next) && Math.abs(there.left - here.right) < NEAR;
}

function isBlock(element: Element): boolean {
  const parent = element.parentElement;
  if (parent !== null && /flex/.test(getComputedStyle(parent).display)) return false;
  return !/inline/.test(getComputedStyle(element).display);
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
