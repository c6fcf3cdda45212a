import type { Page } from 'puppeteer-core';
import type { LaunchedBrowser } from './launch-browser.ts';

const LOADED_TIMEOUT_MS = 30_000;
/** In Firefox, a page that has drawn nothing by then was not loaded, and is opened anew. */
const TRY_MS = 4_000;
const DRAWN = '#root > *';

/**
 * Opens one of the extension's own pages in a new tab and waits until React has drawn it.
 *
 * Firefox's remote protocol never reports the end of a navigation to an extension's page, although
 * the page loads; now and then it loses the navigation, or answers from the document before it. So
 * what counts there is what is drawn, and a tab in which nothing appears is exchanged for a new one.
 */
export async function openExtension(launched: LaunchedBrowser, page: string): Promise<Page> {
  const url = launched.extensionOrigin + page;
  if (!url.startsWith('moz-extension:')) {
    const tab = await launched.browser.newPage();
    await tab.goto(url);
    await tab.waitForSelector(DRAWN, { timeout: LOADED_TIMEOUT_MS });
    return tab;
  }
  const deadline = Date.now() + LOADED_TIMEOUT_MS;
  for (;;) {
    const tab = await launched.browser.newPage();
    await tab.goto(url, { timeout: 1 }).catch(() => undefined);
    try {
      await untilDrawn(tab, Date.now() + TRY_MS);
      return tab;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await tab.close();
    }
  }
}

async function untilDrawn(tab: Page, deadline: number): Promise<void> {
  for (;;) {
    try {
      await tab.waitForSelector(DRAWN, { timeout: Math.max(deadline - Date.now(), 1) });
      return;
    } catch (error) {
      // While the document is being swapped for the page, the protocol answers with an error of its own.
      if (Date.now() >= deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
