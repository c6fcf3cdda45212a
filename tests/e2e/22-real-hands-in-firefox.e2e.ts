import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf } from './support/api.ts';
import { untilHolds } from './support/field-menu.ts';
import { click, find, press } from './support/find.ts';
import { realHands, type RealHands } from './support/real-hands.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Zapier – orders – production';
const VALUE = /^ftk_\w{47}$/;
const PAGE = '<!doctype html><title>A site</title><input id="key" style="width:300px;height:40px">';

let hands: RealHands;
let stage: Stage;
let site: Server;
let token: string;
/** One of the extension's own pages, from which its popup can be seen: the protocol shows none in Firefox. */
let own: Page;
let page: Page;
beforeAll(async () => {
  hands = await realHands();
  stage = await setStage({ screen: 'real' });
  site = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(PAGE),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  await stage.signIn();
  const made = { kind: 'issued', name: NAME, scopes: ['tags:read'] } as const;
  token = (await apiOf(stage.service).create({ ...made, scopes: [...made.scopes] })).id;
  own = await stage.openExtension('popup.html');
  await find(own, { role: 'option', name: `${NAME}…` });
  await press(own, 'Enter');
  await click(own, { role: 'button', name: 'Pin to the top' });
  await own.waitForSelector('[aria-label="Pin to the top"][aria-pressed=true]');
  page = await stage.browser.newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await stage.close();
  site.close();
  hands.close();
});

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
  await page.$eval('#key', (field) => {
    const input = field as HTMLInputElement;
    input.value = 'something else';
    input.focus();
    input.select();
  });
  hands.press('ctrl+c', 'alt+shift+y');
  // Pasted until it is there: the value comes from the service first.
  await expect
    .poll(
      async () => {
        hands.press('ctrl+a', 'ctrl+v');
        return page.$eval('#key', (field) => (field as HTMLInputElement).value);
      },
      { timeout: 15_000, interval: 500 },
    )
    .toMatch(VALUE);
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
  hands.press('ctrl+l', 'f', 't', 'space', 'z', 'a', 'p');
  // A suggestion comes when the words have stood for a moment.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  hands.press('Return');
  await expect
    .poll(async () => (await stage.browser.pages()).map((one) => one.url()), { timeout: 10_000 })
    .toContainEqual(expect.stringContaining(`options.html#/tokens/${token}`));
});
