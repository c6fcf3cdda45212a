import type { Browser, Page } from 'puppeteer-core';

const PAINTED_TIMEOUT_MS = 10_000;
/** So that what one popup leaves the browser to do is not on the next one's account. */
const CALM_MS = 300;

/**
 * Opens a popup that was prepared by `withWatch` and tells when the element was painted, in ms from
 * the start of the navigation.
 */
export async function openPopup(browser: Browser, url: string, selector: string): Promise<number> {
  const page = await openSmall(browser, `${url}?watch=${encodeURIComponent(selector)}`);
  const value = await whenPainted(page, Date.now() + PAINTED_TIMEOUT_MS);
  await page.close();
  await pause(CALM_MS);
  return value;
}

/** Opens an extension's page as large as the browser shows a popup: a larger window takes longer to paint. */
export async function openSmall(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 400, height: 600 });
  // Firefox's remote protocol never reports that an extension's page was loaded.
  if (url.startsWith('moz-extension:')) await page.goto(url, { timeout: 1 }).catch(() => undefined);
  else await page.goto(url);
  return page;
}

async function whenPainted(page: Page, deadline: number): Promise<number> {
  for (;;) {
    try {
      const painted = await page.waitForFunction(
        () => (window as { painted?: number }).painted,
        // Asked at these times whatever the page draws, and in no frame of its own.
        { timeout: Math.max(deadline - Date.now(), 1), polling: 50 },
      );
      return Number(await painted.jsonValue());
    } catch (error) {
      // While the document is being swapped for the page, the protocol answers with an error of its own.
      if (Date.now() >= deadline) throw error;
      await pause(20);
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
