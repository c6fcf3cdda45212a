import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeadDeadlines } from '../../../service/gateway/head-deadlines.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('each is late when its own time is over, and only once', () => {
  const deadlines = new HeadDeadlines(1_000);
  const late: string[] = [];
  deadlines.add(() => late.push('a'));
  vi.advanceTimersByTime(400);
  deadlines.add(() => late.push('b'));
  vi.advanceTimersByTime(599);
  expect(late).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(late).toEqual(['a']);
  vi.advanceTimersByTime(399);
  expect(late).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(late).toEqual(['a', 'b']);
  vi.advanceTimersByTime(5_000);
  expect(late).toEqual(['a', 'b']);
});

test('whoever is answered is not late, and whoever began after it keeps its own time', () => {
  const deadlines = new HeadDeadlines(1_000);
  const late: string[] = [];
  const answered = deadlines.add(() => late.push('a'));
  vi.advanceTimersByTime(900);
  deadlines.add(() => late.push('b'));
  answered();
  answered();
  vi.advanceTimersByTime(999);
  expect(late).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(late).toEqual(['b']);
});

test('one that begins after all others were answered has its whole time', () => {
  const deadlines = new HeadDeadlines(1_000);
  const late: string[] = [];
  deadlines.add(() => late.push('a'))();
  vi.advanceTimersByTime(2_500);
  expect(vi.getTimerCount()).toBe(0);
  deadlines.add(() => late.push('b'));
  vi.advanceTimersByTime(999);
  expect(late).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(late).toEqual(['b']);
});

test('one that takes itself and another out while it is late harms nobody', () => {
  const deadlines = new HeadDeadlines(1_000);
  const late: string[] = [];
  const leaves: (() => void)[] = [];
  for (const name of ['a', 'b', 'c']) {
    leaves.push(
      deadlines.add(() => {
        late.push(name);
        leaves[0]?.();
        leaves[1]?.();
      }),
    );
  }
  vi.advanceTimersByTime(1_000);
  expect(late).toEqual(['a', 'c']);
});

test('after the end nobody is late', () => {
  const deadlines = new HeadDeadlines(1_000);
  const onLate = vi.fn();
  deadlines.add(onLate);
  deadlines.close();
  vi.advanceTimersByTime(5_000);
  expect(onLate).not.toHaveBeenCalled();
});
