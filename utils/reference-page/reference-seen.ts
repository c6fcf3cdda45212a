import { browser } from 'wxt/browser';
import { readBrowserSession } from '../cache/browser-session.ts';

const KEY = 'reference-seen';

/**
 * Whether a page of Front's API reference was looked at since the browser was started. Until then no
 * tab has to be asked whether it shows one.
 */
export async function isReferenceSeen(): Promise<boolean> {
  return (await readBrowserSession(KEY)) === true;
}

export async function noteReferenceSeen(): Promise<void> {
  await browser.storage.session.set({ [KEY]: true });
}
