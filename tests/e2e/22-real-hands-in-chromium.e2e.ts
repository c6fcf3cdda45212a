import { afterAll, beforeAll, test } from 'vitest';
import { openedPopup, untilHolds } from './support/field-menu.ts';
import { click, seeText } from './support/find.ts';
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
import type { Stage } from './support/story.ts';

let byHand: SiteByHand;
let hands: RealHands;
let stage: Stage;
beforeAll(async () => {
  byHand = await setSiteByHand();
  ({ hands, stage } = byHand);
});
afterAll(() => byHand.close());

test('a click in the browser’s own menu lends the extension a site that it has no leave for, and the value gets there', async () => {
  const popup = await pinInPopup(stage);
  await popup.close();

  const page = await byHand.openSite();
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
  const page = await byHand.openSite();
  await page.click('#key');
  hands.press(keys);
  const popup = await openedPopup(stage);
  await seeText(popup, NAME);
  await popup.close();
  await page.close();
});

test('the key copies the token that was used last, past every page', async () => {
  const page = await byHand.openSite();
  await copyByKey(hands, page);
  await page.close();
});

test('ft and a word in the address bar lead to the page of the token', async () => {
  const page = await byHand.openSite();
  await goByAddressBar(byHand);
  await page.close();
});
