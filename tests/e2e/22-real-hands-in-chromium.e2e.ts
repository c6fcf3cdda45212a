import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf } from './support/api.ts';
import { openedPopup, untilHolds } from './support/field-menu.ts';
import { click, find, press, seeText } from './support/find.ts';
import { realHands, type RealHands } from './support/real-hands.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Zapier – orders – production';
const VALUE = /^ftk_\w{47}$/;
const PAGE = '<!doctype html><title>A site</title><input id="key" style="width:300px;height:40px">';

let hands: RealHands;
let stage: Stage;
let site: Server;
let token = '';
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
});
afterAll(async () => {
  await stage.close();
  site.close();
  hands.close();
});

test('a click in the browser’s own menu lends the extension a site that it has no leave for, and the value gets there', async () => {
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'option', name: `${NAME}…` });
  await press(popup, 'Enter');
  await click(popup, { role: 'button', name: 'Pin to the top' });
  await popup.waitForSelector('[aria-label="Pin to the top"][aria-pressed=true]');
  await popup.close();

  const page = await openSite();
  await hands.rightClick(page, '#key');
  // Above “Inspect”, which is the last one.
  hands.press('Up', 'Up', 'Right');
  hands.press('Return');
  const asked = await openedPopup(stage);
  await click(asked, { role: 'button', name: 'Insert' }).catch(() => undefined);
  await untilHolds(page, '#key', VALUE);
  await page.close();
});

test.each([
  ['opens the popup', 'alt+shift+k'],
  ['opens its search', 'alt+shift+g'],
])('a key %s', async (_, keys) => {
  const page = await openSite();
  await page.click('#key');
  hands.press(keys);
  const popup = await openedPopup(stage);
  await seeText(popup, NAME);
  await popup.close();
  await page.close();
});

test('the key copies the token that was used last, past every page', async () => {
  const page = await openSite();
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
  await page.close();
});

test('ft and a word in the address bar lead to the page of the token', async () => {
  const page = await openSite();
  hands.press('ctrl+l', 'f', 't', 'space', 'z', 'a', 'p');
  // A suggestion comes when the words have stood for a moment.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  hands.press('Return');
  await expect
    .poll(async () => (await stage.browser.pages()).map((one) => one.url()), { timeout: 10_000 })
    .toContainEqual(expect.stringContaining(`options.html#/tokens/${token}`));
  await page.close();
});

async function openSite(): Promise<Page> {
  const page = await stage.browser.newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await page.bringToFront();
  return page;
}
