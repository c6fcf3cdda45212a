import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

export interface RowWindow {
  /** The rows to draw: from `first` up to but not including `end`. */
  readonly first: number;
  readonly end: number;
  /** For the scroller's `onScroll`. */
  readonly onScroll: () => void;
  /** Scrolls as little as shows this row whole. */
  readonly show: (row: number) => void;
  readonly toTop: () => void;
}

/** Drawn beyond each edge once it is scrolled, so that no bare ground shows first. */
const SPARE_ROWS = 2;

/**
 * Which rows of a long list are in sight. All rows have one height, so this is plain arithmetic:
 * nothing is measured or kept for each of them, and a keystroke that finds other rows costs no more
 * with 10,000 of them than with ten.
 * @param height what the scroller's height is taken for until it has been measured, in px
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, height }: { count: number; rowHeight: number; height: number },
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
      setTop(Math.floor(scrollTop / rowHeight));
    },
    [rowHeight],
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
    const start = row * rowHeight;
    if (start < offset.current) scrollTo(start);
    else if (start + rowHeight > offset.current + room) scrollTo(start + rowHeight - room);
  };
  const toTop = (): void => {
    if (offset.current > 0) scrollTo(0);
  };

  const visible = Math.ceil(room / rowHeight) + 1;
  // A list that has become shorter is looked at from its end; the browser scrolls there by itself.
  const from = Math.max(Math.min(top, count - visible), 0);
  // At the top, where people type, every row more is a row more to draw at each key.
  const spare = from === 0 ? 0 : SPARE_ROWS;
  return {
    first: Math.max(from - spare, 0),
    end: Math.min(from + visible + spare, count),
    onScroll,
    show,
    toTop,
  };
}
