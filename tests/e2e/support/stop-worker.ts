import type { LaunchedBrowser } from '../../../scripts/launch-browser.ts';
import { BROWSER, type Stage } from './story.ts';

/** Longer than the idle time that the stories set for Firefox’s background page. */
const FIREFOX_IDLE_MS = 4_000;

/**
 * Ends the extension’s background, as the browser may at any time between two messages. Chromium
 * does it on command; Firefox when nothing was asked of it for a while.
 */
export async function stopWorker(stage: Stage): Promise<void> {
  if (BROWSER === 'firefox') {
    await new Promise((resolve) => setTimeout(resolve, FIREFOX_IDLE_MS));
    return;
  }
  await stopChromiumWorker(stage);
}

/** Ends the background of the extension in Chromium at once. */
export async function stopChromiumWorker(stage: LaunchedBrowser): Promise<void> {
  const isWorker = (target: { type(): string; url(): string }): boolean =>
    target.type() === 'service_worker' && target.url().startsWith(stage.extensionOrigin);
  const [page] = await stage.browser.pages();
  if (page === undefined) throw new Error('no page is open');
  const session = await page.createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  const deadline = Date.now() + 5_000;
  while (stage.browser.targets().some(isWorker)) {
    if (Date.now() > deadline) throw new Error('the worker is still running');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
