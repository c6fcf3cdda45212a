import type { Browser, Page } from 'puppeteer-core';

const PAINTED_TIMEOUT_MS = 10_000;
/** So that what one popup leaves the browser to do is not on the next one's account. */
const CALM_MS = 300;

/** In ms from the start of the navigation. */
export interface Opening {
  /** When the element was painted. */
  readonly painted: number;
  /** When one was painted that can be worked with. */
  readonly ready: number;
}

/** Opens a popup that was prepared by `withWatch` and tells when the element was there. */
export async function openPopup(browser: Browser, url: string, selector: string): Promise<Opening> {
  const page = await openSmall(browser, `${url}?watch=${encodeURIComponent(selector)}`);
  const value = await whenReady(page, Date.now() + PAINTED_TIMEOUT_MS);
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

async function whenReady(page: Page, deadline: number): Promise<Opening> {
  for (;;) {
    try {
      const opening = await page.waitForFunction(
        () => {
          const { painted, ready } = window as { painted?: number; ready?: number };
          return painted === undefined || ready === undefined ? null : { painted, ready };
        },
        // Asked at these times whatever the page draws, and in no frame of its own.
        { timeout: Math.max(deadline - Date.now(), 1), polling: 50 },
      );
      const value = await opening.jsonValue();
      if (value !== null) return value;
    } catch (error) {
      // While the document is being swapped for the page, the protocol answers with an error of its own.
      if (Date.now() >= deadline) throw error;
      await pause(20);
    }
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
