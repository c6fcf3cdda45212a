/** A box on the screen, in px, as `getBoundingClientRect` tells it. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Place {
  /** Left edge and vertical centre of the badge, in px. */
  readonly left: number;
  readonly middle: number;
  /** Widest that the badge may be, in px. */
  readonly width: number;
  /** `compact` shows the mark alone: there is no room for words. */
  readonly form: 'full' | 'compact';
}

const GAP = 8;
const MARK = 18;
const LEAST_WORDS = 72;
const MOST_WORDS = 440;

/**
 * Finds room for a badge behind a name, without taking any from the page.
 * @param text the last line of the name
 * @param right where the cell (or what clips it) ends, in px of the viewport
 * @param others everything else that the row shows
 */
export function decidePlace(text: Box, right: number, others: readonly Box[]): Place {
  const end = Math.min(text.right, right);
  const inLine = others.filter(
    (other) => other.left >= end - 1 && other.top < text.bottom && other.bottom > text.top,
  );
  const limit = Math.min(right, ...inLine.map((other) => other.left));
  const room = limit - end - 2 * GAP;
  const middle = (text.top + text.bottom) / 2;
  if (room >= LEAST_WORDS) {
    return { left: end + GAP, middle, width: Math.min(room, MOST_WORDS), form: 'full' };
  }
  // With no room at all the mark covers the end of the name rather than what stands beside it.
  const left = Math.min(end + GAP, limit - MARK - 2);
  return { left, middle, width: MARK, form: 'compact' };
}
