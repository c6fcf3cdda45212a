import type { Browser } from 'puppeteer-core';

/** Opens a page and tells when the element was painted, in ms from the start of the navigation. */
export async function openPopup(browser: Browser, url: string, selector: string): Promise<number> {
  const page = await browser.newPage();
  await page.setViewport({ width: 400, height: 600 });
  await page.evaluateOnNewDocument(watchFor, selector);
  await page.goto(url);
  const painted = await page.waitForFunction(() => (window as { painted?: number }).painted);
  const value = Number(await painted.jsonValue());
  await page.close();
  return value;
}

// Runs in the page, before its own scripts.
function watchFor(selector: string): void {
  const scope = window as { painted?: number };
  const look = (): void => {
    if (document.querySelector(selector) === null) {
      requestAnimationFrame(look);
      return;
    }
    // A message posted in a frame is delivered after that frame has been painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (scope.painted = performance.now());
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}
