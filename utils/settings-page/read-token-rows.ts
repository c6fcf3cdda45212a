import { CELL, HEADING, NOT_A_LIST, ROW } from './page-parts.ts';
import { firstText, isHeaderRow, readRowName, type TokenRow } from './read-row-name.ts';

/**
 * The token rows inside one part of the page: rows by meaning (`tr`, `li`, `role=row`, …) and the
 * positioned boxes of a virtualised list.
 * @param after only what stands behind this element counts; null when everything does
 */
export function readTokenRows(part: Element, after: Element | null): TokenRow[] {
  const rows: TokenRow[] = [];
  collect(part, after, rows);
  return rows;
}

/** A heading of the same rank as the one before the list: what follows it is another list. */
function endsSection(element: Element, after: Element | null): boolean {
  return (
    after?.matches(HEADING) === true &&
    element.matches(HEADING) &&
    element.tagName <= after.tagName &&
    element !== after &&
    isBehind(element, after)
  );
}

/**
 * Boxes without any role that are built alike, side by side: the last resort for a list of cards.
 * @returns the box that holds them, or null when the part has no such list
 */
export function findAlikeList(part: Element, after: Element | null): Element | null {
  let best: { container: Element; count: number } | null = null;
  const queue: Element[] = [part];
  for (let at = 0; at < queue.length; at += 1) {
    const container = queue[at];
    if (container === undefined) break;
    const children = [...container.children].filter((child) => !child.matches(NOT_A_LIST));
    if (isListOfAlike(children, after) && children.length > (best?.count ?? 1)) {
      best = { container, count: children.length };
      continue;
    }
    queue.push(...children);
  }
  return best?.container ?? null;
}

/** The row which this node stands in or is, judged by itself and what is above it. */
export function isRow(element: Element): boolean {
  // By its meaning first: most rows have one, and asking each element for its style is dear.
  if (!element.matches(ROW)) return isPositionedRow(element);
  if (isHeaderRow(element)) return false;
  const inner = element.querySelector(ROW);
  // A frame around other rows is no row: the first thing that it says is said by one of those.
  return inner === null || !inner.contains(firstText(element));
}

/** @returns false when the section of the tokens has ended and nothing more has to be looked at */
function collect(element: Element, after: Element | null, rows: TokenRow[]): boolean {
  if (element.matches(NOT_A_LIST)) return true;
  if (endsSection(element, after)) return false;
  if (isBehind(element, after) && isRow(element)) {
    const row = readRowName(element);
    if (row !== null) rows.push(row);
    return true;
  }
  return [...element.children].every((child) => collect(child, after, rows));
}

function isBehind(element: Element, after: Element | null): boolean {
  if (after === null) return true;
  return (after.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/**
 * A row of a virtualised list has no meaning in its markup, but is placed by its inline style as
 * all its neighbours are.
 */
function isPositionedRow(element: Element): boolean {
  const parent = element.parentElement;
  if (parent === null || parent === element.ownerDocument.body || element.matches(CELL)) {
    return false;
  }
  return isPlaced(element) && placedChildren(parent) && firstText(element) !== null;
}

function isPlaced(element: Element): boolean {
  const style = (element as Partial<HTMLElement>).style;
  return style?.position === 'absolute' && (style.top !== '' || style.transform !== '');
}

function placedChildren(parent: Element): boolean {
  const { firstElementChild: first, lastElementChild: last } = parent;
  return first !== null && last !== null && isPlaced(first) && isPlaced(last);
}

function isListOfAlike(children: readonly Element[], after: Element | null): boolean {
  const [first] = children;
  if (first === undefined || children.length < 2) return false;
  const shape = shapeOf(first);
  if (shape === null) return false;
  const alike = children.filter((child) => shapeOf(child) === shape && isBehind(child, after));
  return alike.length === children.length;
}

/** The tags on the way to the first text, or null for a box that is no card: bare text, a button. */
function shapeOf(element: Element): string | null {
  const text = firstText(element);
  if (text?.parentElement === element || text === null) return null;
  const tags: string[] = [];
  for (let at: Element | null = text.parentElement; at !== null; at = at.parentElement) {
    tags.push(at.tagName);
    if (at === element) break;
  }
  return tags.join('<');
}
