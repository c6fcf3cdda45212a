import type { Badge } from './badge.ts';
import { decidePlace, type Box } from './decide-place.ts';
import { CELL, INTERACTIVE, OWN_MARK } from './page-parts.ts';
import type { TokenRow } from './read-row-name.ts';
import { wholeText } from './whole-text.ts';

/** More than this a row is not measured for what stands in the badge's way. */
const MOST_PARTS = 60;

/**
 * Puts the badge's host into the row, behind the name: outside of a link or button that holds the
 * name where that is possible, since a button inside a link confuses screen readers.
 */
export function insertHost(row: TokenRow, host: HTMLElement): void {
  let anchor = row.nameElement;
  for (;;) {
    const parent = anchor.parentElement;
    if (parent === null || anchor === row.element || anchor.matches(CELL)) break;
    if (parent === row.element || parent.matches(CELL)) break;
    if (wholeText(parent) !== row.name && !parent.matches(INTERACTIVE)) break;
    anchor = parent;
  }
  if (anchor === row.element || anchor.matches(CELL)) anchor.append(host);
  else anchor.after(host);
}

/** Measures the row and sets its badge down. Reads layout: call it when layout is clean. */
export function placeBadge(row: TokenRow, badge: Badge, dark: boolean): void {
  const range = row.nameElement.ownerDocument.createRange();
  range.selectNodeContents(row.nameElement);
  const line = [...range.getClientRects()].filter((rect) => rect.width > 0).at(-1);
  if (line === undefined) return;
  const { left, top, bottom } = line;
  // A range tells where a cut name would end; what is seen of it ends with its element.
  const right = clips(row.nameElement)
    ? Math.min(line.right, row.nameElement.getBoundingClientRect().right)
    : line.right;
  badge.put(decidePlace({ left, right, top, bottom }, rightEdge(row), otherBoxes(row)), dark);
}

/** Where the cell ends, or whatever clips what is in it. */
function rightEdge(row: TokenRow): number {
  let right = row.element.getBoundingClientRect().right;
  for (
    let at: Element | null = row.nameElement;
    at !== null && at !== row.element;
    at = at.parentElement
  ) {
    if (at.matches(CELL) || (at !== row.nameElement && clips(at))) {
      right = Math.min(right, at.getBoundingClientRect().right);
    }
  }
  return right;
}

function clips(element: Element): boolean {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  return style !== undefined && style.overflowX !== 'visible' && style.display !== 'inline';
}

function otherBoxes(row: TokenRow): Box[] {
  const boxes: Box[] = [];
  for (const element of [...row.element.querySelectorAll('*')].slice(0, MOST_PARTS)) {
    if (element.hasAttribute(OWN_MARK) || row.nameElement.contains(element)) continue;
    if (element.contains(row.nameElement) || element.matches(CELL)) continue;
    if (element.childElementCount > 0 && wholeText(element) === '') continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) boxes.push(box);
  }
  return boxes;
}
