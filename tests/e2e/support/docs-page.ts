import { execFileSync } from 'node:child_process';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { readClosedRoots } from './closed-roots.ts';
import { click, find } from './find.ts';
import type { StageBrowser } from './story.ts';

export const LABEL = '[data-front-token-companion]';

/** Opens a page of Front's documentation. */
export async function openDocs(inside: StageBrowser, path: string): Promise<Page> {
  const page = await inside.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(inside.frontDocsOrigin + path);
  await page.waitForSelector('h1');
  return page;
}

/** Follows a link of the site's own, and waits until its router has drawn that page. */
export async function follow(page: Page, link: string, heading: string): Promise<void> {
  await click(page, { role: 'link', name: link });
  await find(page, { role: 'heading', name: heading });
}

/** What the label says now; null while there is none. */
export async function readLabel(page: Page): Promise<string | null> {
  const [texts] = await readClosedRoots(page, LABEL);
  return texts === undefined ? null : texts.slice(0, 2).join(' · ');
}

export async function untilLabel(page: Page, text: string | null): Promise<void> {
  await expect.poll(() => readLabel(page), { timeout: 15_000 }).toBe(text);
}

/** A point on one of the label's buttons, in the corner where the page itself finds only the host. */
export async function labelPoint(
  page: Page,
  part: 'open' | 'hide',
): Promise<{ x: number; y: number }> {
  const box = await page.evaluate((selector) => {
    const { left, right, top, height } = document.querySelector(selector)!.getBoundingClientRect();
    return { left, right, y: top + height / 2 };
  }, LABEL);
  return { x: part === 'open' ? box.left + 20 : box.right - 16, y: box.y };
}

/** Opens the popup as it is above this page: what counts is the active tab at its start. */
export async function popupAbove(docs: Page, inside: StageBrowser): Promise<Page> {
  const popup = await inside.openExtension('popup.html');
  await popup.setViewport({ width: 400, height: 600 });
  await docs.bringToFront();
  await popup.evaluate(() => {
    document.title = 'before';
    setTimeout(() => location.reload());
  });
  await popup.waitForFunction(
    () => document.title !== 'before' && document.querySelector('#root > *') !== null,
    { timeout: 15_000, polling: 50 },
  );
  await popup.bringToFront();
  return popup;
}

/**
 * Whether the popup that the browser itself has opened says this, or has a button of this name, which
 * is pressed. Firefox's remote protocol knows nothing of popups; the extension's other pages do.
 */
export function inRealPopup(
  options: Page,
  text: string,
  act: 'look' | 'click' = 'look',
): Promise<boolean> {
  return options.evaluate(
    (wanted, how) => {
      for (const { document } of chrome.extension.getViews({ type: 'popup' })) {
        const named = document.querySelector<HTMLElement>(`[aria-label="${wanted}"]`);
        if (how === 'click') named?.click();
        if (named !== null || document.body.innerText.includes(wanted)) return true;
      }
      return false;
    },
    text,
    act,
  );
}

/** The words that a shell makes of a curl command's arguments. */
export function shellWords(command: string, env: Readonly<Record<string, string>> = {}): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}\n`;
  const out = execFileSync('sh', ['-c', script], { encoding: 'utf8', env });
  return out.split('\0').slice(0, -1);
}

/** Makes the call that a plain curl command says. @returns the status of the answer */
export async function runCurl(
  command: string,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const [address = '', flag, header = ''] = shellWords(command, env);
  expect(flag).toBe('--header');
  const authorization = header.replace('Authorization: ', '');
  return (await fetch(address, { headers: { authorization } })).status;
}
