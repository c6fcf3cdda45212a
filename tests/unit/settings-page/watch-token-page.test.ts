// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  watchTokenPage,
  type WatchOptions,
} from '../../../utils/settings-page/watch-token-page.ts';
import { showFixture, TOKENS_PATH } from './support/settings-page.ts';

let ends = new AbortController();
beforeEach(() => {
  ends = new AbortController();
  history.replaceState(null, '', TOKENS_PATH);
  vi.useFakeTimers();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
});
afterEach(() => {
  ends.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Shows a token's own page, which takes so long to read, and tells how often it is read. */
async function watch(lookMs: number) {
  const onPage = vi.fn<WatchOptions['onPage']>();
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  watchTokenPage({
    document: showFixture('details'),
    rows: { keepOnly: () => undefined, isOwn: () => false, forgetPlaces: () => undefined } as never,
    labels: { isOwn: () => false, placeAll: () => undefined },
    signal: ends.signal,
    // Asked while the page is being read.
    isAlive: () => {
      clock += lookMs;
      return true;
    },
    onPage,
    onAction: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(1_000);
  onPage.mockClear();
  return onPage;
}

/** A page that is never still: a clock, an animation. */
async function changeFor(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 20) {
    document.body.append(document.createElement('i'));
    await vi.advanceTimersByTimeAsync(20);
  }
}

it('a page that changes all the time is followed several times a second', async () => {
  const onPage = await watch(1);
  await changeFor(6_000);
  expect(onPage.mock.calls.length).toBeGreaterThan(30);
});

it('one that takes long to read is read for a small part of the time', async () => {
  const onPage = await watch(50);
  await changeFor(6_000);
  expect(onPage.mock.calls.length).toBeGreaterThanOrEqual(4);
  // 50 ms each.
  expect(onPage.mock.calls.length).toBeLessThanOrEqual(8);
});

it('what somebody does on such a page is answered at once', async () => {
  const onPage = await watch(50);
  await changeFor(2_000);
  await vi.advanceTimersByTimeAsync(2_000);
  onPage.mockClear();
  document.body.click();
  await vi.advanceTimersByTimeAsync(200);
  expect(onPage).toHaveBeenCalled();
});
