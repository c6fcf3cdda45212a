import { browser } from 'wxt/browser';
import { readSettings } from '../settings/settings.ts';
import { isStarted, keepStarted } from './browser-start.ts';
import { decideLock } from './decide-lock.ts';

const ALARM = 'lock-guard';
const LAST_ACTIVE = 'lastActive';
/** Chrome takes no shorter interval, in seconds. */
const LEAST_INTERVAL_S = 15;

export interface LockGuard {
  /** Settled when this start of the background is known to be no start of the browser, or has locked for one. */
  readonly started: Promise<void>;
  /** The machine's state as the browser tells it. */
  onIdle(state: 'active' | 'idle' | 'locked'): Promise<void>;
  /** Looks how long nobody was there. Called by the alarm, each minute. */
  check(): Promise<void>;
  /** Somebody has just signed in. */
  onActive(): Promise<void>;
  /** Follows a changed lock time. */
  onSettings(): Promise<void>;
}

/**
 * Locks when nobody was at the machine for the chosen time, when its screen is locked, and at the
 * start of the browser. The browser's own idle event is the quick way; the alarm is for a
 * background that slept through it, and for a machine that did.
 */
export function createLockGuard(lock: () => Promise<unknown>): LockGuard {
  const start = async (): Promise<void> => {
    const { lockMinutes } = await readSettings();
    if (!(await isStarted())) {
      if (lockMinutes !== 0) await lock();
      await keepStarted();
    }
    await follow(lockMinutes);
  };

  const look = async (state: 'active' | 'idle' | 'locked'): Promise<void> => {
    const { lockMinutes } = await readSettings();
    const now = Date.now();
    const lastActive = await readLastActive();
    const decision = decideLock({ state, now, lastActive, lockMinutes });
    switch (decision.kind) {
      case 'never':
        return;
      case 'lock':
        await lock();
        // Whoever unlocks is there: the count begins anew with the next look.
        return browser.storage.session.remove(LAST_ACTIVE);
      case 'stay_open':
        return browser.storage.session.set({ [LAST_ACTIVE]: now });
    }
  };

  return {
    started: start(),
    onIdle: look,
    async check() {
      const { lockMinutes } = await readSettings();
      if (lockMinutes === 0) return;
      await look(await browser.idle.queryState(intervalOf(lockMinutes)));
    },
    onActive: () => browser.storage.session.set({ [LAST_ACTIVE]: Date.now() }),
    async onSettings() {
      await follow((await readSettings()).lockMinutes);
    },
  };
}

/** True for the alarm that wakes the background for the guard. */
export function isLockAlarm(alarm: { readonly name: string }): boolean {
  return alarm.name === ALARM;
}

async function follow(lockMinutes: number): Promise<void> {
  if (lockMinutes === 0) {
    await browser.alarms.clear(ALARM);
    return;
  }
  browser.idle.setDetectionInterval(intervalOf(lockMinutes));
  // An alarm that is made anew begins its minute anew, and a background that wakes often would never hear it.
  if ((await browser.alarms.get(ALARM)) === undefined) {
    await browser.alarms.create(ALARM, { periodInMinutes: 1 });
  }
}

function intervalOf(lockMinutes: number): number {
  return Math.max(LEAST_INTERVAL_S, lockMinutes * 60);
}

async function readLastActive(): Promise<number | null> {
  const stored: unknown = (await browser.storage.session.get(LAST_ACTIVE))[LAST_ACTIVE];
  return typeof stored === 'number' ? stored : null;
}
