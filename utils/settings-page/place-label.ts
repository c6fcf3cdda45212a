import { decidePlace, type Box, type Place } from './decide-place.ts';
import { OWN_MARK } from './page-parts.ts';
import { lastLine } from './place-badge.ts';

/** Where a label stands that belongs to no row. */
export type LabelSpot =
  /** Behind the text of a heading or of a field's label. */
  | { readonly kind: 'after_text'; readonly element: Element }
  /** Right of a button, or left of it where there is more room. */
  | { readonly kind: 'beside'; readonly element: Element };

const LEAST_WORDS = 72;
const GAP = 8;

/** Puts the label's host where it belongs: after the element, never into it. */
export function insertLabel({ element }: LabelSpot, host: HTMLElement): void {
  element.after(host);
}

/** Measures where the label may stand, from its host; null while its element is not laid out. */
export function measureLabel(spot: LabelSpot, host: HTMLElement): Place | null {
  const { element } = spot;
  const box = spot.kind === 'after_text' ? lastLine(element, host) : seenBox(element);
  if (box === null) return null;
  const room = roomAround(element);
  const others = boxesAround(element, room);
  const right = decidePlace(box, room.right, others);
  const place =
    right.form === 'full' || spot.kind === 'after_text'
      ? right
      : (leftOf(box, room.left, others) ?? right);
  const stands = host.getBoundingClientRect();
  return { ...place, left: place.left - stands.left, middle: place.middle - stands.top };
}

function seenBox(element: Element): Box | null {
  const box = element.getBoundingClientRect();
  return box.width === 0 ? null : box;
}

function leftOf(box: Box, edge: number, others: readonly Box[]): Place | null {
  const inLine = others.filter(
    ({ right, top, bottom }) => right <= box.left + 1 && top < box.bottom && bottom > box.top,
  );
  const from = Math.max(edge, ...inLine.map(({ right }) => right));
  const width = box.left - from - 2 * GAP;
  if (width < LEAST_WORDS) return null;
  return { left: from + GAP, middle: (box.top + box.bottom) / 2, width, form: 'full' };
}

/** The widest box around that holds no more than this part of the page: a line may be narrower than its room. */
function widest(element: Element): Element {
  return element.closest('main,[role=main],dialog,[role=dialog]') ?? element;
}

function roomAround(element: Element): Box {
  const { left, right, top, bottom } = widest(
    element.parentElement ?? element,
  ).getBoundingClientRect();
  return { left, right, top, bottom };
}

/** What stands in the same line: neighbours of the element and of what holds it. */
function boxesAround(element: Element, room: Box): Box[] {
  const boxes: Box[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    for (const other of at.parentElement?.children ?? []) {
      if (other === at || other.hasAttribute(OWN_MARK)) continue;
      const texts = other.childElementCount > 0 ? [...other.querySelectorAll('*')] : [other];
      for (const one of texts.slice(0, 40)) {
        if (one.childElementCount > 0) continue;
        const box = one.getBoundingClientRect();
        if (box.width > 0 && box.height > 0) boxes.push(box);
      }
    }
    if (at.getBoundingClientRect().width >= room.right - room.left) break;
  }
  return boxes;
}
