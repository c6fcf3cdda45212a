import type { Browser, Page, Target } from 'puppeteer-core';
import { signInWords } from '../service/auth/words/sign-in-words.ts';
import { click, fill, find } from '../tests/e2e/support/find.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { openExtension } from './open-extension.ts';
import type { RunningService } from './run-service.ts';

const WINDOW_TIMEOUT_MS = 20_000;

/**
 * Goes the way of the first admin through the real pages, in whichever language this browser speaks:
 * connects on the onboarding page, signs in in the service's own window with the set-up code, and
 * waits for the list.
 * @param language that the window has to be in
 * @throws Error when it is in another one
 */
export async function signInAsFirstAdmin(
  launched: LaunchedBrowser,
  service: RunningService,
  language?: string,
): Promise<void> {
  const { page } = await setUpAsFirstAdmin(launched, service, language);
  await find(page, { role: 'heading', name: await textOf(page, 'common.tokens') });
  await page.close();
}

/**
 * The same way up to the click in the window. Where passkeys are possible the window then stays, and
 * asks for one.
 */
export async function setUpAsFirstAdmin(
  launched: LaunchedBrowser,
  service: RunningService,
  language?: string,
): Promise<{ readonly page: Page; readonly window: Page }> {
  const page = await openExtension(launched, 'options.html#/welcome');
  await fill(page, await textOf(page, 'options.serviceAddress'), service.address);
  await click(page, { role: 'button', name: await textOf(page, 'common.connect') });
  const appeared = signInWindow(launched.browser, service.address);
  await click(page, { role: 'button', name: await textOf(page, 'common.signIn') });
  const window = await appeared;
  // In the language that this browser asks for.
  const shown = await window.evaluate(() => document.documentElement.lang);
  if (language !== undefined && shown !== language) {
    throw new Error(`the sign-in window is in “${shown}” and not in “${language}”`);
  }
  const { say } = signInWords(shown);
  await fill(window, say('setUpCode'), service.setupCode());
  await fill(window, say('yourName'), 'Ada Admin');
  await fill(window, say('company'), 'Northwind Traders');
  // The window closes itself during the click, which looks like a failed one. What counts is what
  // the extension shows afterwards.
  await click(window, { role: 'button', name: say('setUpAndSignIn') }).catch(() => undefined);
  return { page, window };
}

/** A text of the extension as one of its pages shows it, by its key in `locales/`. */
async function textOf(page: Page, key: string): Promise<string> {
  const name = key.replaceAll('.', '_');
  const text = await page.evaluate((wanted) => chrome.i18n.getMessage(wanted), name);
  // Names on a page are compared with plain spaces.
  return text.replaceAll(/\s+/g, ' ');
}

/** The service's sign-in window, which is an ordinary target to the remote protocol. */
export async function signInWindow(browser: Browser, address: string): Promise<Page> {
  const isSignIn = (target: Target): boolean => target.url().startsWith(`${address}/sign-in/`);
  const target = await browser.waitForTarget(isSignIn, { timeout: WINDOW_TIMEOUT_MS });
  const window = (await target.page()) ?? (await target.asPage());
  await window.waitForSelector('form', { timeout: WINDOW_TIMEOUT_MS });
  return window;
}
