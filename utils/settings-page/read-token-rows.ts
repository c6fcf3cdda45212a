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
  let best: Element | null = null;
  let most = 1;
  const queue = [part];
  // The queue grows while it is gone through.
  for (const container of queue) {
    const children = [...container.children].filter((child) => !child.matches(NOT_A_LIST));
    if (children.length > most && areAlike(children, after)) {
      best = container;
      most = children.length;
    } else queue.push(...children);
  }
  return best;
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
  const { firstElementChild, lastElementChild } = parent;
  return (
    [element, firstElementChild, lastElementChild].every(isPlaced) && firstText(element) !== null
  );
}

function isPlaced(element: Element | null): boolean {
  const style = (element as Partial<HTMLElement> | null)?.style;
  return style?.position === 'absolute' && (style.top !== '' || style.transform !== '');
}

function areAlike(children: readonly Element[], after: Element | null): boolean {
  const shapes = children.map(shapeOf);
  const [shape] = shapes;
  return (
    shape !== null &&
    shapes.every((other) => other === shape) &&
    children.every((child) => isBehind(child, after)) &&
    areStacked(children)
  );
}

/** Rows stand below each other; the cells of a single row are alike too, and stand side by side. */
function areStacked(children: readonly Element[]): boolean {
  const [first, last] = [children[0], children.at(-1)].map((child) =>
    child === undefined ? null : firstText(child)?.parentElement?.getBoundingClientRect(),
  );
  if (!first || !last) return false;
  // Nothing is laid out (yet): then it can't be told, and the shape alone decides.
  return first.height === 0 || last.top >= first.bottom - 1;
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
