import { browser } from 'wxt/browser';

/** Opens the options page at a place such as `#/tokens/new`, in a tab of its own. */
export async function openOptions(hash: string): Promise<void> {
  await browser.tabs.create({ url: new URL('options.html' + hash, location.origin).href });
}
