export interface RowsInSight {
  /** The rows to draw: from `first` up to but not including `end`. */
  readonly first: number;
  readonly end: number;
  /** Where the first of them stands, with a heading that is before it, in px from the top. */
  readonly top: number;
  /** Of all rows and headings, in px. */
  readonly height: number;
}

export interface RowSizes {
  readonly count: number;
  readonly rowHeight: number;
  /** The rows that a heading stands before, from the top, and how high each heading is. A stable list. */
  readonly headings?: Headings;
}

interface Headings {
  readonly before: readonly number[];
  readonly height: number;
}

export const NO_HEADINGS: Headings = { before: [], height: 0 };

/** Drawn beyond each edge once it is scrolled, so that no bare ground shows first. */
const SPARE_ROWS = 2;

/**
 * Which rows of a list to draw that is scrolled to a row and has so much room, in px.
 * @param top the row that is the first in sight
 */
export function rowsInSight(
  top: number,
  room: number,
  { count, rowHeight, headings = NO_HEADINGS }: RowSizes,
): RowsInSight {
  const visible = Math.ceil(room / rowHeight) + 1;
  // A list that has become shorter is looked at from its end; the browser scrolls there by itself.
  const from = Math.max(Math.min(top, count - visible), 0);
  // At the top, where people type, every row more is a row more to draw at each key.
  const spare = from === 0 ? 0 : SPARE_ROWS;
  const first = Math.max(from - spare, 0);
  return {
    first,
    top: startOf(first, rowHeight, headings),
    height: count * rowHeight + headings.before.length * headings.height,
    end: Math.min(from + visible + spare, count),
  };
}

/** Where a row's own box begins, in px from the top. */
export function topOf(row: number, rowHeight: number, { before, height }: Headings): number {
  return row * rowHeight + before.filter((at) => at <= row).length * height;
}

/** The same, with the heading that stands before it. */
export function startOf(row: number, rowHeight: number, headings: Headings): number {
  const own = headings.before.includes(row) ? headings.height : 0;
  return topOf(row, rowHeight, headings) - own;
}

/** The first row that is in sight from here on, or whose heading is. */
export function rowAt(scrollTop: number, rowHeight: number, { before, height }: Headings): number {
  let above = 0;
  for (const at of before) if (scrollTop >= at * rowHeight + above + height) above += height;
  return Math.max(Math.floor((scrollTop - above) / rowHeight), 0);
}
