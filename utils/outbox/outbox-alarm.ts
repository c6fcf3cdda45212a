import { browser } from 'wxt/browser';

const ALARM = 'outbox';
/** Browsers take no alarm that is nearer, in ms. */
const LEAST_MS = 30_000;

/** Has the background woken when the next attempt is due; no alarm while nothing waits. */
export async function wakeAt(moment: number | null, now: number): Promise<void> {
  if (moment === null) {
    await browser.alarms.clear(ALARM);
    return;
  }
  await browser.alarms.create(ALARM, { when: Math.max(moment, now + LEAST_MS) });
}

/** True for the alarm that wakes the background for the outbox. */
export function isOutboxAlarm(alarm: { readonly name: string }): boolean {
  return alarm.name === ALARM;
}
