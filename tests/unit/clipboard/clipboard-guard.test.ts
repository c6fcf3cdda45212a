import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Clearing, Fingerprint } from '../../../utils/clipboard/clear-if-ours.ts';
import { createClipboardGuard } from '../../../utils/clipboard/clipboard-guard.ts';

let cleared: Fingerprint[] = [];
let outcome: Clearing | Error = 'cleared';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
  cleared = [];
  outcome = 'cleared';
});
afterEach(() => vi.useRealTimers());

/** A worker that has just started. */
function aGuard() {
  return createClipboardGuard((ours) => {
    cleared.push(ours);
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  });
}

const copied = (inMs: number, digest = 'd') => ({ salt: 's', digest, deadline: Date.now() + inMs });
const alarm = () => fakeBrowser.alarms.get('clipboard-guard');

describe('the clipboard guard', () => {
  it('clears at the deadline while the worker lives', async () => {
    await aGuard().guard(copied(10_000));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(cleared).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(cleared).toHaveLength(1);
  });

  it('has an alarm for when the worker is stopped, which may be late but not missing', async () => {
    await aGuard().guard(copied(10_000));
    expect((await alarm())?.scheduledTime).toBe(Date.now() + 30_000);
    vi.clearAllTimers();
    vi.setSystemTime(Date.now() + 30_000);
    await aGuard().check();
    expect(cleared).toHaveLength(1);
  });

  it('has nothing left to do after it has cleared, or found something else', async () => {
    for (const found of ['cleared', 'not_ours'] as const) {
      outcome = found;
      await aGuard().guard(copied(0));
      expect(await fakeBrowser.storage.session.get()).toEqual({});
      expect(await alarm()).toBeUndefined();
    }
  });

  it.each<[string, Clearing | Error]>([
    ['unreadable', 'unreadable'],
    ['in an error', new Error('no offscreen document')],
  ])('tries again while the clipboard is %s, for ten minutes', async (_what, first) => {
    outcome = first;
    await aGuard().guard(copied(0));
    expect((await alarm())?.scheduledTime).toBe(Date.now() + 30_000);
    outcome = 'cleared';
    vi.setSystemTime(Date.now() + 30_000);
    await aGuard().check();
    expect(cleared).toHaveLength(2);

    outcome = 'unreadable';
    await aGuard().guard(copied(0));
    vi.setSystemTime(Date.now() + 600_001);
    await aGuard().check();
    expect(cleared).toHaveLength(3);
    expect(await fakeBrowser.storage.session.get()).toEqual({});
  });

  it('guards the latest copy alone', async () => {
    const guard = aGuard();
    await guard.guard(copied(10_000, 'first'));
    await guard.guard(copied(20_000, 'second'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(cleared.map(({ digest }) => digest)).toEqual(['second']);
  });

  it('does not forget a copy that was made while it was clearing an older one', async () => {
    let finish: (value: Clearing) => void = () => undefined;
    const guard = createClipboardGuard((ours) => {
      cleared.push(ours);
      return new Promise((resolve) => (finish = resolve));
    });
    const first = guard.guard(copied(0, 'first'));
    await vi.advanceTimersByTimeAsync(0);
    const second = guard.guard(copied(5_000, 'second'));
    await vi.advanceTimersByTimeAsync(0);
    finish('not_ours');
    await Promise.all([first, second]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(cleared.map(({ digest }) => digest)).toEqual(['first', 'second']);
  });

  it('stores a digest and a deadline, and no text', async () => {
    await aGuard().guard(copied(10_000));
    const stored = await fakeBrowser.storage.session.get();
    expect(Object.keys(stored['clipboardGuard'] as object).sort()).toEqual([
      'deadline',
      'digest',
      'salt',
    ]);
  });

  it('makes nothing of a record that is broken', async () => {
    await fakeBrowser.storage.session.set({ clipboardGuard: { salt: 7 } });
    await aGuard().check();
    expect(cleared).toEqual([]);
  });
});
