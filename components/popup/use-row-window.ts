import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

export interface RowWindow {
  /** The rows to draw: from `first` up to but not including `end`. */
  readonly first: number;
  readonly end: number;
  /** Where the first of them stands, with a heading that is before it, in px from the top. */
  readonly top: number;
  /** Of all rows and headings, in px. */
  readonly height: number;
  /** For the scroller's `onScroll`. */
  readonly onScroll: () => void;
  /** Scrolls as little as shows this row whole. */
  readonly show: (row: number) => void;
  readonly toTop: () => void;
}

/** Drawn beyond each edge once it is scrolled, so that no bare ground shows first. */
const SPARE_ROWS = 2;

export interface RowSizes {
  readonly count: number;
  readonly rowHeight: number;
  /** What the scroller's height is taken for until it has been measured, in px. */
  readonly height: number;
  /** The rows that a heading stands before, from the top, and how high each heading is. A stable list. */
  readonly headings?: { readonly before: readonly number[]; readonly height: number };
}

const NO_HEADINGS = { before: [], height: 0 } as const;

/**
 * Which rows of a long list are in sight. All rows have one height, and so have the few headings, so
 * this is plain arithmetic: nothing is measured or kept for each row, and a keystroke that finds
 * other rows costs no more with 10,000 of them than with ten.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, height, headings = NO_HEADINGS }: RowSizes,
): RowWindow {
  const [top, setTop] = useState(0);
  const [room, setRoom] = useState(height);
  // Where the scroller stands, known without asking the page, which would be laid out for the answer.
  const offset = useRef(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // A hidden one has no height; its room is the same when it comes back.
    const observer = new ResizeObserver(() => {
      if (element.clientHeight > 0) setRoom(element.clientHeight);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  const take = useCallback(
    (scrollTop: number) => {
      offset.current = scrollTop;
      setTop(rowAt(scrollTop, rowHeight, headings));
    },
    [rowHeight, headings],
  );
  const onScroll = useCallback(() => {
    const element = scroller.current;
    // In this very frame, or the ground would be bare until the next.
    if (element !== null) flushSync(() => take(element.scrollTop));
  }, [scroller, take]);
  const scrollTo = useCallback(
    (scrollTop: number) => {
      if (scroller.current !== null) scroller.current.scrollTop = scrollTop;
      take(scrollTop);
    },
    [scroller, take],
  );
  const show = (row: number): void => {
    // Its heading is seen with it.
    const start = startOf(row, rowHeight, headings);
    const end = topOf(row, rowHeight, headings) + rowHeight;
    if (start < offset.current) scrollTo(start);
    else if (end > offset.current + room) scrollTo(end - room);
  };
  const toTop = (): void => {
    if (offset.current > 0) scrollTo(0);
  };

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
    onScroll,
    show,
    toTop,
  };
}

type Headings = NonNullable<RowSizes['headings']>;

/** Where a row's own box begins, in px from the top. */
function topOf(row: number, rowHeight: number, { before, height }: Headings): number {
  return row * rowHeight + before.filter((at) => at <= row).length * height;
}

/** The same, with the heading that stands before it. */
function startOf(row: number, rowHeight: number, headings: Headings): number {
  const own = headings.before.includes(row) ? headings.height : 0;
  return topOf(row, rowHeight, headings) - own;
}

/** The first row that is in sight from here on, or whose heading is. */
function rowAt(scrollTop: number, rowHeight: number, { before, height }: Headings): number {
  let above = 0;
  for (const at of before) if (scrollTop >= at * rowHeight + above + height) above += height;
  return Math.max(Math.floor((scrollTop - above) / rowHeight), 0);
}
