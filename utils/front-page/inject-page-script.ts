import { browser } from 'wxt/browser';

const FILE = '/content-scripts/token-page.js';

/**
 * Puts the script that reads Front's pages about tokens into this tab. It is no part of the script
 * that every page of Front loads, and no page can load it: it is no web-accessible resource. Running it
 * twice does no harm.
 */
export async function injectPageScript(tabId: number): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId, frameIds: [0] },
    files: [FILE],
  });
}
