import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import {
  NO_HEADINGS,
  rowAt,
  rowsInSight,
  startOf,
  topOf,
  type RowSizes,
  type RowsInSight,
} from './rows-in-sight.ts';

export interface RowWindow extends RowsInSight {
  /** For the scroller's `onScroll`. */
  readonly onScroll: () => void;
  /** Scrolls as little as shows this row whole. */
  readonly show: (row: number) => void;
  readonly toTop: () => void;
}

interface RoomTaken {
  /** What the scroller's height is taken for until it has been measured, in px. */
  readonly height: number;
}

/**
 * Which rows of a long list are in sight. All rows have one height, and so have the few headings, so
 * this is plain arithmetic: nothing is measured or kept for each row, and a keystroke that finds
 * other rows costs no more with 10,000 of them than with ten.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, height, headings = NO_HEADINGS }: RowSizes & RoomTaken,
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

  return {
    ...rowsInSight(top, room, { count, rowHeight, headings }),
    onScroll,
    show,
    toTop,
  };
}
