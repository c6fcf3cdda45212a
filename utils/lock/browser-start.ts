import { browser } from 'wxt/browser';
import { readBrowserSession } from '../cache/browser-session.ts';

/** The session's storage is emptied with the browser, so its absence tells a browser that has just started. */
const KEY = 'started';

/**
 * True once the background has done what the start of the browser asks for. A page that opens before
 * it must not show what may have to be locked.
 */
export async function isStarted(): Promise<boolean> {
  return (await readBrowserSession(KEY)) === true;
}

/** Notes that the start of the browser has been dealt with. */
export async function keepStarted(): Promise<void> {
  await browser.storage.session.set({ [KEY]: true });
}
