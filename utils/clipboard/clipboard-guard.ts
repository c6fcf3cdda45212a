import { browser } from 'wxt/browser';
import type { Clearing, Fingerprint } from './clear-if-ours.ts';
import { decideGuard, LEAST_ALARM_MS, type Guard } from './decide-guard.ts';

const KEY = 'clipboardGuard';
const ALARM = 'clipboard-guard';
/** A timer longer than this would not live as long as the worker may. */
const LONGEST_TIMER_MS = 60_000;

/** Clears the clipboard, if it still holds the text; by the means of this browser. */
export type ClearClipboard = (ours: Fingerprint) => Promise<Clearing>;

export interface ClipboardGuard {
  /** Takes over a copied value. The one before it is no longer on the clipboard. */
  guard(copied: Guard): Promise<void>;
  /** Does what is due. Called whenever the worker wakes. */
  check(): Promise<void>;
}

/**
 * One kind of timer: an absolute deadline that is stored, a timeout while the worker lives, an
 * alarm for when it doesn't, checked anew at each wake. The session's storage forgets it with the
 * browser, and holds a digest alone.
 */
export function createClipboardGuard(clear: ClearClipboard): ClipboardGuard {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checking: Promise<void> | null = null;

  const check = (): Promise<void> => {
    checking ??= checkNow().finally(() => {
      checking = null;
    });
    return checking;
  };

  const checkNow = async (): Promise<void> => {
    const decision = decideGuard(await readGuard(), Date.now());
    switch (decision.kind) {
      case 'nothing':
        return;
      case 'wait':
        return schedule(decision.alarmAt, decision.timerMs);
      case 'give_up':
        return forget();
      case 'clear': {
        // Whatever stands in the way counts as unreadable, and is tried again.
        const outcome = await clear(decision.guard).catch((): Clearing => 'unreadable');
        // A newer copy may have come while we looked: its guard is not ours to drop.
        const newer = (await readGuard())?.digest !== decision.guard.digest;
        if (newer) return;
        if (outcome === 'unreadable') return schedule(Date.now() + LEAST_ALARM_MS, Infinity);
        return forget();
      }
    }
  };

  const schedule = async (alarmAt: number, timerMs: number): Promise<void> => {
    clearTimeout(timer);
    if (timerMs <= LONGEST_TIMER_MS) {
      // The outcome is in the storage; a failure is met again by the alarm.
      timer = setTimeout(() => void check(), timerMs);
    }
    await browser.alarms.create(ALARM, { when: alarmAt });
  };

  return {
    check,
    async guard(copied) {
      await browser.storage.session.set({ [KEY]: copied });
      // A check that was under way may have read the guard before this one.
      await checking;
      await check();
    },
  };
}

/** True for the alarm that wakes the worker for the guard. */
export function isGuardAlarm(alarm: { readonly name: string }): boolean {
  return alarm.name === ALARM;
}

async function forget(): Promise<void> {
  await browser.storage.session.remove(KEY);
  await browser.alarms.clear(ALARM);
}

async function readGuard(): Promise<Guard | null> {
  const stored: unknown = (await browser.storage.session.get(KEY))[KEY];
  if (typeof stored !== 'object' || stored === null) return null;
  const { salt, digest, deadline } = stored as Partial<Record<keyof Guard, unknown>>;
  const whole =
    typeof salt === 'string' && typeof digest === 'string' && typeof deadline === 'number';
  return whole ? { salt, digest, deadline } : null;
}
