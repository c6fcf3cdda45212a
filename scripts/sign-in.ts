import type { Browser, Page, Target } from 'puppeteer-core';
import { signInWords } from '../service/auth/words/sign-in-words.ts';
import { click, fill, find } from '../tests/e2e/support/find.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { openExtension } from './open-extension.ts';
import type { RunningService } from './run-service.ts';

const WINDOW_TIMEOUT_MS = 20_000;

/** What the onboarding page calls its field and buttons. */
export interface WelcomeWords {
  /** That the service's window has to be in; whichever it is in when left out. */
  readonly language?: string;
  readonly address: string;
  readonly connect: string;
  readonly signIn: string;
}

const ENGLISH: WelcomeWords = { address: 'Service address', connect: 'Connect', signIn: 'Sign in' };

/**
 * Goes the way of the first admin through the real pages: connects on the onboarding page, signs in
 * in the service's own window with the set-up code, and waits for the list.
 */
export async function signInAsFirstAdmin(
  launched: LaunchedBrowser,
  service: RunningService,
): Promise<void> {
  const { page } = await setUpAsFirstAdmin(launched, service);
  await find(page, { role: 'heading', name: 'Tokens' });
  await page.close();
}

/**
 * The same way up to the click in the window. Where passkeys are possible the window then stays, and
 * asks for one.
 */
export async function setUpAsFirstAdmin(
  launched: LaunchedBrowser,
  service: RunningService,
  words: WelcomeWords = ENGLISH,
): Promise<{ readonly page: Page; readonly window: Page }> {
  const page = await openExtension(launched, 'options.html#/welcome');
  await fill(page, words.address, service.address);
  await click(page, { role: 'button', name: words.connect });
  const appeared = signInWindow(launched.browser, service.address);
  await click(page, { role: 'button', name: words.signIn });
  const window = await appeared;
  // In the language that this browser asks for.
  const shown = await window.evaluate(() => document.documentElement.lang);
  if (words.language !== undefined && shown !== words.language) {
    throw new Error(`the sign-in window is in “${shown}” and not in “${words.language}”`);
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

/** The service's sign-in window, which is an ordinary target to the remote protocol. */
export async function signInWindow(browser: Browser, address: string): Promise<Page> {
  const isSignIn = (target: Target): boolean => target.url().startsWith(`${address}/sign-in/`);
  const target = await browser.waitForTarget(isSignIn, { timeout: WINDOW_TIMEOUT_MS });
  const window = (await target.page()) ?? (await target.asPage());
  await window.waitForSelector('form', { timeout: WINDOW_TIMEOUT_MS });
  return window;
}
