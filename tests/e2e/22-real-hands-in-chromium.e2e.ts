import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, test } from 'vitest';
import { apiOf } from './support/api.ts';
import { openedPopup, untilHolds } from './support/field-menu.ts';
import { click, find, press, seeText } from './support/find.ts';
import { realHands, type RealHands } from './support/real-hands.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Zapier – orders – production';
const PAGE = '<!doctype html><title>A site</title><input id="key" style="width:300px;height:40px">';

let hands: RealHands;
let stage: Stage;
let site: Server;
beforeAll(async () => {
  hands = await realHands();
  stage = await setStage({ screen: 'real' });
  site = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(PAGE),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  await stage.signIn();
  await apiOf(stage.service).create({ kind: 'issued', name: NAME, scopes: ['tags:read'] });
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

  const page = await stage.browser.newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await page.bringToFront();
  await hands.rightClick(page, '#key');
  // Above “Inspect”, which is the last one.
  hands.press('Up', 'Up', 'Right');
  hands.press('Return');
  const asked = await openedPopup(stage);
  await click(asked, { role: 'button', name: 'Insert' }).catch(() => undefined);
  await untilHolds(page, '#key', /^ftk_\w{47}$/);
  await page.close();
});

test('a key opens the popup', async () => {
  const page = await stage.browser.newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await page.bringToFront();
  await page.click('#key');
  hands.press('alt+shift+k');
  const popup = await openedPopup(stage);
  // It opens where it was left, at the token.
  await seeText(popup, NAME);
});
