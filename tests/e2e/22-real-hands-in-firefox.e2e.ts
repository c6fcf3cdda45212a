import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilHolds } from './support/field-menu.ts';
import type { RealHands } from './support/real-hands.ts';
import {
  copyByKey,
  goByAddressBar,
  NAME,
  pinInPopup,
  setSiteByHand,
  VALUE,
  type SiteByHand,
} from './support/site-by-hand.ts';

let byHand: SiteByHand;
let hands: RealHands;
/** One of the extension's own pages, from which its popup can be seen: the protocol shows none in Firefox. */
let own: Page;
let page: Page;
beforeAll(async () => {
  byHand = await setSiteByHand();
  ({ hands } = byHand);
  own = await pinInPopup(byHand.stage);
  page = await byHand.openSite();
});
afterAll(() => byHand.close());

/** What the popup says that stands open at the toolbar; null while none does. */
function popupSays(): Promise<string | null> {
  return own.evaluate(
    () => browser.extension.getViews({ type: 'popup' })[0]?.document.body.innerText ?? null,
  );
}

test('the browser’s own menu lends the extension a site that it has no leave for, and the value gets there', async () => {
  await page.bringToFront();
  await hands.rightClick(page, '#key');
  // Ours is the last one in it.
  hands.press('Up', 'Right', 'Return');
  await expect
    .poll(async () => (await popupSays()) ?? '', { timeout: 10_000 })
    .toContain('Insert here?');
  expect(await popupSays()).toContain(new URL(page.url()).origin);
  await own.evaluate(() => {
    const [popup] = browser.extension.getViews({ type: 'popup' });
    const buttons = [...(popup?.document.querySelectorAll('button') ?? [])];
    buttons.find(({ innerText }) => innerText === 'Insert')?.click();
  });
  await untilHolds(page, '#key', VALUE);
});

test('the key copies the token that was used last, past every page', async () => {
  await page.bringToFront();
  await copyByKey(hands, page);
});

test.each([
  ['opens the popup', 'alt+shift+k'],
  ['opens its search', 'alt+shift+g'],
])('a key %s, and no menu of the browser', async (_, keys) => {
  await page.bringToFront();
  await page.click('body');
  hands.press(keys);
  await expect.poll(async () => (await popupSays()) ?? '', { timeout: 10_000 }).toContain(NAME);
  hands.press('Escape');
  await expect.poll(popupSays, { timeout: 10_000 }).toBeNull();
});

/** The name of what has the focus in the popup that stands open. */
function focusedInPopup(): Promise<string> {
  return own.evaluate(() => {
    const [popup] = browser.extension.getViews({ type: 'popup' });
    const focused = popup?.document.activeElement;
    return focused?.getAttribute('aria-label') ?? '';
  });
}

test('Tab goes through the popup, and Shift+Tab back', async () => {
  await page.bringToFront();
  await page.click('body');
  hands.press('alt+shift+k');
  await expect.poll(focusedInPopup, { timeout: 10_000 }).toBe('Search tokens');
  // The first one only brings the keyboard from the browser's panel into the page.
  const passed: string[] = [];
  for (let pressed = 0; pressed < 4; pressed += 1) {
    hands.press('Tab');
    passed.push(await focusedInPopup());
  }
  expect(passed.slice(1)).toEqual(['Create token', 'Open in the side panel', 'Open full page']);
  hands.press('shift+Tab');
  await expect.poll(focusedInPopup).toBe('Open in the side panel');
  hands.press('Escape');
});

test('ft and a word in the address bar lead to the page of the token', async () => {
  await page.bringToFront();
  await goByAddressBar(byHand);
});
