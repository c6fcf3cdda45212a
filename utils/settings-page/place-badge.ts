import { decidePlace, type Box, type Place } from './decide-place.ts';
import { CELL, INTERACTIVE, OWN_MARK } from './page-parts.ts';
import type { TokenRow } from './read-row-name.ts';
import { hasText, wholeText } from './whole-text.ts';

/** More than this a row is not measured for what stands in the badge's way. */
const MOST_PARTS = 60;

/**
 * Puts the badge's host into the row, behind the name: outside of a link or button that holds the
 * name where that is possible, since a button inside a link confuses screen readers.
 */
export function insertHost(row: TokenRow, host: HTMLElement): void {
  const isEdge = (element: Element): boolean => element === row.element || element.matches(CELL);
  let anchor = row.nameElement;
  if (isEdge(anchor)) {
    anchor.append(host);
    return;
  }
  for (let at = anchor.parentElement; at !== null && !isEdge(at); at = at.parentElement) {
    if (wholeText(at) !== row.name && !at.matches(INTERACTIVE)) break;
    anchor = at;
  }
  anchor.after(host);
}

/**
 * True when the host would stay where it is while its row scrolls: a part of the page that scrolls
 * but is not positioned does not move absolute boxes (https://www.w3.org/TR/css-position-3/#def-cb).
 * Reads styles: call it when layout is clean.
 */
export function isLeftBehind(host: HTMLElement): boolean {
  if (host.style.position === 'relative') return false;
  const holder = host.offsetParent;
  for (let at = host.parentElement; at !== null && at !== holder; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflow)) return true;
  }
  return false;
}

/** Takes the host into the name's line of text, where a box without size shifts nothing either. */
export function joinLine(row: Pick<TokenRow, 'nameElement'>, host: HTMLElement): void {
  // One by one: reading the text of a style that says `all` writes out hundreds of properties.
  host.style.setProperty('position', 'relative', 'important');
  host.style.setProperty('display', 'inline', 'important');
  row.nameElement.append(host);
}

/**
 * Measures where the badge may stand, from its host. Reads layout: call it when layout is clean.
 * @returns null while the row is not laid out
 */
export function measurePlace(row: TokenRow, host: HTMLElement): Place | null {
  const line = lastLine(row.nameElement, host);
  if (line === null) return null;
  const place = decidePlace(line, rightEdge(row), otherBoxes(row));
  const stands = host.getBoundingClientRect();
  return { ...place, left: place.left - stands.left, middle: place.middle - stands.top };
}

/** The last line of an element's text, as far as it is seen; null while it is not laid out. */
export function lastLine(element: Element, host: HTMLElement): Box | null {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  // Firefox counts what is in the host's shadow as a part of the line.
  if (host.parentNode === element) range.setEndBefore(host);
  const line = [...range.getClientRects()].filter((rect) => rect.width > 0).at(-1);
  if (line === undefined) return null;
  const { left, top, bottom } = line;
  // A range tells where a cut name would end; what is seen of it ends with its element.
  const right = clips(element)
    ? Math.min(line.right, element.getBoundingClientRect().right)
    : line.right;
  return { left, right, top, bottom };
}

/**
 * Where the content of the cell ends, or of whatever clips it. Not where its padding ends: to
 * Firefox what reaches into that is too long, and it cuts the name for it.
 */
function rightEdge(row: TokenRow): number {
  let right = row.element.getBoundingClientRect().right;
  for (
    let at: Element | null = row.nameElement;
    at !== null && at !== row.element;
    at = at.parentElement
  ) {
    if (at.matches(CELL) || (at !== row.nameElement && clips(at))) {
      const padding = parseFloat(getComputedStyle(at).paddingRight);
      right = Math.min(right, at.getBoundingClientRect().right - padding);
    }
  }
  return right;
}

function clips(element: Element): boolean {
  const { overflowX, display } = getComputedStyle(element);
  return overflowX !== 'visible' && display !== 'inline';
}

function otherBoxes(row: TokenRow): Box[] {
  const boxes: Box[] = [];
  for (const element of [...row.element.querySelectorAll('*')].slice(0, MOST_PARTS)) {
    if (element.hasAttribute(OWN_MARK) || row.nameElement.contains(element)) continue;
    if (element.contains(row.nameElement) || element.matches(CELL)) continue;
    if (element.childElementCount > 0 && !hasText(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) boxes.push(box);
  }
  return boxes;
}
