// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useRowWindow } from '../../../components/popup/use-row-window.ts';

const ROW = 40;
const HEIGHT = 400;

let resized: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

/** A scroller as the browser has it: as tall as told, and holding its scroll offset within bounds. */
function aScroller(height: () => number): HTMLElement {
  const element = document.createElement('div');
  Object.defineProperty(element, 'clientHeight', { get: height });
  return element;
}

function setUp(count: number, height = () => HEIGHT) {
  const scroller = { current: aScroller(height) };
  const hook = renderHook(
    (props: { count: number }) =>
      useRowWindow(scroller, { count: props.count, rowHeight: ROW, height: HEIGHT }),
    { initialProps: { count } },
  );
  const rows = () => hook.result.current;
  const scrollTo = (top: number) =>
    act(() => {
      scroller.current.scrollTop = top;
      rows().onScroll();
    });
  return { rows, scrollTo, scroller, rerender: hook.rerender };
}

/** Every row of which a person would see a part has to be drawn. */
function expectFilled(rows: { first: number; end: number }, top: number, count: number): void {
  expect(rows.first).toBeLessThanOrEqual(Math.floor(top / ROW));
  expect(rows.end).toBeGreaterThanOrEqual(Math.min(Math.ceil((top + HEIGHT) / ROW), count));
}

test('a long list draws what is in sight and little more, wherever it is scrolled to', () => {
  const { rows, scrollTo } = setUp(10_000);
  for (const top of [0, 1, 39, 40, 41, 399, 12_345, 10_000 * ROW - HEIGHT]) {
    scrollTo(top);
    expectFilled(rows(), top, 10_000);
    expect(rows().end - rows().first).toBeLessThanOrEqual(HEIGHT / ROW + 6);
  }
});

test('at the top, where typing leads, one row beyond the edge is drawn and no more', () => {
  const { rows, scrollTo } = setUp(10_000);
  expect([rows().first, rows().end]).toEqual([0, HEIGHT / ROW + 1]);
  scrollTo(ROW);
  act(() => rows().toTop());
  expect([rows().first, rows().end]).toEqual([0, HEIGHT / ROW + 1]);
});

test('a list that became shorter is drawn from its end, and an empty one not at all', () => {
  const { rows, scrollTo, rerender } = setUp(1_000);
  scrollTo(30_000);
  rerender({ count: 20 });
  expectFilled(rows(), 20 * ROW - HEIGHT, 20);
  expect(rows().end).toBe(20);
  rerender({ count: 0 });
  expect([rows().first, rows().end]).toEqual([0, 0]);
});

test('showing a row scrolls as little as it takes: not at all, to its top, or to its end', () => {
  const { rows, scroller } = setUp(1_000);
  act(() => rows().show(5));
  expect(scroller.current.scrollTop).toBe(0);
  act(() => rows().show(20));
  expect(scroller.current.scrollTop).toBe(21 * ROW - HEIGHT);
  expectFilled(rows(), 21 * ROW - HEIGHT, 1_000);
  act(() => rows().show(3));
  expect(scroller.current.scrollTop).toBe(3 * ROW);
  act(() => rows().toTop());
  expect(scroller.current.scrollTop).toBe(0);
});

test('a window that grows gets the rows that came into sight; one that is not laid out keeps its room', () => {
  let height = 200;
  const { rows } = setUp(1_000, () => height);
  act(() => resized());
  const small = rows().end;
  height = 600;
  act(() => resized());
  expect(rows().end).toBeGreaterThanOrEqual(600 / ROW);
  expect(rows().end).toBeGreaterThan(small);
  const open = rows().end;
  height = 0;
  act(() => resized());
  expect(rows().end).toBe(open);
});

test('with headings between them all rows in sight are drawn, each where it belongs', () => {
  const headings = { before: [0, 2, 5], height: 24 };
  const scroller = { current: aScroller(() => HEIGHT) };
  const { result } = renderHook(() =>
    useRowWindow(scroller, { count: 1_000, rowHeight: ROW, height: HEIGHT, headings }),
  );
  const startOf = (row: number): number =>
    row * ROW + headings.before.filter((at) => at < row).length * headings.height;
  expect(result.current.height).toBe(1_000 * ROW + 3 * headings.height);
  for (let top = 0; top < 600; top += 1) {
    act(() => {
      scroller.current.scrollTop = top;
      result.current.onScroll();
    });
    const { first, end } = result.current;
    expect([top, result.current.top]).toEqual([top, startOf(first)]);
    expect(result.current.top).toBeLessThanOrEqual(top);
    expect(startOf(end)).toBeGreaterThanOrEqual(top + HEIGHT);
  }
});

test('a row that is come to by the arrows is shown whole, and its heading with it', () => {
  const headings = { before: [0, 2], height: 24 };
  const scroller = { current: aScroller(() => HEIGHT) };
  const { result } = renderHook(() =>
    useRowWindow(scroller, { count: 100, rowHeight: ROW, height: HEIGHT, headings }),
  );
  act(() => result.current.show(20));
  expect(scroller.current.scrollTop).toBe(21 * ROW + 2 * 24 - HEIGHT);
  act(() => result.current.show(2));
  expect(scroller.current.scrollTop).toBe(2 * ROW + 24);
  act(() => result.current.show(0));
  expect(scroller.current.scrollTop).toBe(0);
});
