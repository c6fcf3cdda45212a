import { LABELS } from './labels.ts';
import { INTERACTIVE, NOT_A_LIST, OWN_MARK } from './page-parts.ts';
import { readNameIn, type TokenRow } from './read-row-name.ts';
import { hasText, wholeText } from './whole-text.ts';

/** A list without any role that is known by its line of column headings, in which one reads “Name”. */
export interface HeadedGrid {
  readonly rows: readonly TokenRow[];
  /** Reads one of its rows anew; null when it is none, or is built unlike the headings. */
  readonly readRow: (row: Element) => TokenRow | null;
}

/** Groups of rows may be nested this deep. */
const DEEPEST = 4;

/**
 * Finds a grid by its headings. A row has as many cells as there are headings, and its name stands in
 * the cell under “Name”: what is built otherwise (a fold-out, a line that says the total) is left out.
 * @returns null when there are no headings; no rows when there are, and nothing fits them
 * @param after only what stands behind this element counts; null when everything does
 */
export function findHeadedGrid(part: Element, after: Element | null): HeadedGrid | null {
  let unclear: HeadedGrid | null = null;
  for (const label of labelsIn(part, after)) {
    const head = headOf(label, part);
    if (head === null) continue;
    const { line, column } = head;
    const columns = partsOf(line).length;
    const readRow = (row: Element): TokenRow | null => {
      const cells = partsOf(row);
      const cell = cells.length === columns ? cells[column] : undefined;
      return cell === undefined ? null : readNameIn(cell, row);
    };
    const rows = rowsBelow(line, part, columns).flatMap((row) => readRow(row) ?? []);
    if (rows.length > 0) return { rows, readRow };
    unclear = { rows, readRow };
  }
  return unclear;
}

function* labelsIn(part: Element, after: Element | null): Generator<Element> {
  const walker = part.ownerDocument.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || !LABELS.name.test((node as Text).data.trim())) continue;
    const isBehind =
      after === null ||
      (after.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    if (isBehind && element.closest(`${NOT_A_LIST},label,dt`) === null) yield element;
  }
}

/** The line of headings that this one stands in, and its place there. */
function headOf(label: Element, part: Element): { line: Element; column: number } | null {
  let cell = label;
  const said = wholeText(label);
  for (;;) {
    const line = cell.parentElement;
    if (line === null || cell === part || line === part) return null;
    if (wholeText(line) !== said) {
      const headings = [...line.children].filter(hasText);
      // Text beside the elements, or next to nothing else: that is a sentence or a form, and no line of headings.
      return headings.length < 2 ? null : { line, column: partsOf(line).indexOf(cell) };
    }
    cell = line;
  }
}

function rowsBelow(line: Element, part: Element, columns: number): Element[] {
  for (let at = line; at !== part;) {
    const below: Element[] = [];
    for (let next = at.nextElementSibling; next !== null; next = next.nextElementSibling) {
      below.push(next);
    }
    const rows = rowsIn(below, columns);
    if (rows.length > 0) return rows;
    const { parentElement } = at;
    if (parentElement === null) return [];
    at = parentElement;
  }
  return [];
}

/**
 * The elements with as many children as there are headings, at the depth where most of them are: a
 * group may happen to hold as many rows as there are columns, and a cell as many buttons.
 */
function rowsIn(below: readonly Element[], columns: number): Element[] {
  const found: Element[][] = [];
  let level: readonly Element[] = below.filter((element) => !element.matches(NOT_A_LIST));
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    found.push(level.filter((element) => isLine(element, columns)));
    level = level.flatMap(partsOf);
  }
  const most = Math.max(0, ...found.map((rows) => rows.length));
  const [rows = [], other] = found.filter((at) => at.length === most);
  // A single one at each of two depths: there is no telling which of them is the row.
  return most === 1 && other !== undefined ? [] : rows;
}

/** Its children but for ours, which a badge puts there. */
function partsOf(element: Element): Element[] {
  return [...element.children].filter((child) => !child.hasAttribute(OWN_MARK));
}

function isLine(element: Element, columns: number): boolean {
  const cells = partsOf(element);
  if (cells.length !== columns || element.closest(NOT_A_LIST) !== null) return false;
  return cells.some((child) => hasText(child) && !child.matches(INTERACTIVE));
}
