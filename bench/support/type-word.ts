import type { Page } from 'puppeteer-core';

export const SEARCH = '[role=combobox]';

/** People type a key about every 120 ms, at no particular moment of a frame. */
const EVERY_MS = { least: 90, more: 60 };

interface Watched {
  keyTimes?: number[];
}

/** Prepares a page for `typeWord`: from now on it takes the time of each key. */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    (window as Watched).keyTimes = times;
    let pressed = 0;
    addEventListener('keydown', ({ timeStamp }) => void (times.push(NaN), (pressed = timeStamp)), {
      capture: true,
    });
    new MutationObserver(() => {
      const [key, since] = [times.length - 1, pressed];
      requestAnimationFrame(() => {
        // A message posted in a frame is delivered after that frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (times[key] = performance.now() - since);
        port2.postMessage(null);
      });
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/**
 * Types a word into the page's search and clears it with Esc.
 * @returns for each key the ms from its press, as the browser stamped it, until the frame was
 * painted that holds the last change of the page that came of it
 * @throws Error when a key changed nothing
 */
export async function typeWord(page: Page, word: string): Promise<readonly number[]> {
  await page.bringToFront();
  await page.focus(SEARCH);
  await pause();
  await page.evaluate(() => (window as Watched).keyTimes?.splice(0));
  for (const key of word) {
    await page.keyboard.type(key);
    await pause();
  }
  await page.keyboard.press('Escape');
  await pause();
  const times = await page.evaluate(() => (window as Watched).keyTimes ?? []);
  if (times.length !== word.length + 1 || !times.every(Number.isFinite)) {
    throw new Error(`a key of “${word}” changed nothing on the page`);
  }
  return times;
}

function pause(): Promise<void> {
  const ms = EVERY_MS.least + Math.random() * EVERY_MS.more;
  return new Promise((resolve) => setTimeout(resolve, ms));
}
