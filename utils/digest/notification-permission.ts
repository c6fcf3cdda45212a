import { browser } from 'wxt/browser';

const NOTIFICATIONS = { permissions: ['notifications' as const] };

/** Whether the browser lets us show notifications. */
export async function mayNotify(): Promise<boolean> {
  return browser.permissions.contains(NOTIFICATIONS);
}

/**
 * Asks the person, through the browser, whether we may show notifications. Call it while a click is
 * being handled, before anything is waited for. A browser that does not even ask has said no.
 */
export async function askToNotify(): Promise<boolean> {
  try {
    return await browser.permissions.request(NOTIFICATIONS);
  } catch {
    return false;
  }
}
