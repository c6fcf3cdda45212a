import type { Page } from 'puppeteer-core';

const COPY = '[role=option][aria-selected=true] [title="Copy the value"]';

/**
 * Clicks the Copy of the chosen row again and again.
 * @returns for each click the ms from the press, as the browser stamped it, until the value was on
 * the clipboard
 */
export async function copyTimes(popup: Page, clicks: number): Promise<readonly number[]> {
  await popup.bringToFront();
  await popup.evaluate(() => {
    const times: number[] = [];
    (window as { copyTimes?: number[] }).copyTimes = times;
    let pressed = 0;
    addEventListener('click', ({ timeStamp }) => void (pressed = timeStamp), { capture: true });
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = async (text) => {
      await write(text);
      times.push(performance.now() - pressed);
    };
  });
  for (let done = 1; done <= clicks; done += 1) {
    await popup.click(COPY);
    await popup.waitForFunction(
      (count) => (window as { copyTimes?: number[] }).copyTimes?.length === count,
      { polling: 20 },
      done,
    );
  }
  return popup.evaluate(() => (window as { copyTimes?: number[] }).copyTimes ?? []);
}
