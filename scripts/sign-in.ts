import type { Browser, Page, Target } from 'puppeteer-core';
import type { LaunchedBrowser } from './launch-browser.ts';
import { openExtension } from './open-extension.ts';
import type { RunningService } from './run-service.ts';

const STEP_TIMEOUT_MS = 20_000;

/**
 * Goes the way of the first admin through the real pages: connects on the onboarding page, signs in
 * in the service's own window with the set-up code, and waits for the list.
 */
export async function signInAsFirstAdmin(
  launched: LaunchedBrowser,
  service: RunningService,
): Promise<void> {
  const page = await openExtension(launched, 'options.html#/welcome');
  await fill(page, 'Service address', service.address);
  await press(page, 'Connect');
  const appeared = signInWindow(launched.browser, service.address);
  await press(page, 'Sign in');
  const window = await appeared;
  await fill(window, 'Set-up code', service.setupCode());
  await fill(window, 'Your name', 'Ada Admin');
  await fill(window, 'Company', 'Northwind Traders');
  // The window closes itself during the click, which some browsers report as a failed one. What
  // counts is what the extension shows afterwards.
  await press(window, 'Set up and sign in').catch(() => undefined);
  await page
    .locator('::-p-xpath(//h1[normalize-space()="Tokens"])')
    .setTimeout(STEP_TIMEOUT_MS)
    .wait();
  await page.close();
}

/** The service's sign-in window, which is an ordinary target to the remote protocol. */
export async function signInWindow(browser: Browser, address: string): Promise<Page> {
  const isSignIn = (target: Target): boolean => target.url().startsWith(`${address}/sign-in/`);
  const target = await browser.waitForTarget(isSignIn, { timeout: STEP_TIMEOUT_MS });
  // In Chromium the window is no `page` target to puppeteer, so it has to be asked for as one.
  const window = (await target.page()) ?? (await target.asPage());
  await window.waitForSelector('form', { timeout: STEP_TIMEOUT_MS });
  return window;
}

async function fill(page: Page, label: string, text: string): Promise<void> {
  const field = page.locator(`::-p-aria([name="${label}"][role="textbox"])`);
  await field.setTimeout(STEP_TIMEOUT_MS).fill(text);
}

async function press(page: Page, name: string): Promise<void> {
  const button = page.locator(`::-p-aria([name="${name}"][role="button"])`);
  await button.setTimeout(STEP_TIMEOUT_MS).click();
}
