import type { Page } from 'puppeteer-core';
import type { LaunchedBrowser } from './launch-browser.ts';

const LOADED_TIMEOUT_MS = 15_000;

/** Opens one of the extension's own pages in a new tab and waits until React has drawn it. */
export async function openExtension(launched: LaunchedBrowser, page: string): Promise<Page> {
  const tab = await launched.browser.newPage();
  const url = launched.extensionOrigin + page;
  if (url.startsWith('moz-extension:')) {
    // Firefox's remote protocol never reports the end of a navigation to an extension's page,
    // although the page loads; what counts is what is drawn.
    await tab.goto(url, { timeout: 1 }).catch(() => undefined);
  } else {
    await tab.goto(url);
  }
  const deadline = Date.now() + LOADED_TIMEOUT_MS;
  for (;;) {
    try {
      await tab.waitForSelector('#root > *', { timeout: LOADED_TIMEOUT_MS });
      return tab;
    } catch (error) {
      // While the document is being swapped for the page, Firefox answers with an error of its own.
      if (Date.now() > deadline) throw error;
    }
  }
}
