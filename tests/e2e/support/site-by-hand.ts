import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { apiOf } from './api.ts';
import { click, find, press } from './find.ts';
import { realHands, type RealHands } from './real-hands.ts';
import { setStage, type Stage } from './story.ts';

/** The token that is there. */
export const NAME = 'Zapier – orders – production';
export const VALUE = /^ftk_\w{47}$/;
const PAGE = '<!doctype html><title>A site</title><input id="key" style="width:300px;height:40px">';

/** A browser on a real screen, signed in, with one token and a site that knows nothing of us. */
export interface SiteByHand {
  readonly hands: RealHands;
  readonly stage: Stage;
  /** The token’s id. */
  readonly token: string;
  /** The site in a tab of its own, in front. */
  openSite(): Promise<Page>;
  close(): Promise<void>;
}

export async function setSiteByHand(): Promise<SiteByHand> {
  const hands = await realHands();
  const stage = await setStage({ screen: 'real' });
  const site = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(PAGE),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  await stage.signIn();
  const made = { kind: 'issued', name: NAME, scopes: ['tags:read'] } as const;
  const { id } = await apiOf(stage.service).create({ ...made, scopes: [...made.scopes] });
  return {
    hands,
    stage,
    token: id,
    async openSite() {
      const page = await stage.browser.newPage();
      await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      await page.bringToFront();
      return page;
    },
    async close() {
      await stage.close();
      site.close();
      hands.close();
    },
  };
}

/** Opens the popup as a page and pins the token there, so that it is at hand. */
export async function pinInPopup(stage: Stage): Promise<Page> {
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'option', name: `${NAME}…` });
  await press(popup, 'Enter');
  await click(popup, { role: 'button', name: 'Pin to the top' });
  await popup.waitForSelector('[aria-label="Pin to the top"][aria-pressed=true]');
  return popup;
}

/** Presses the key that copies what was used last, and sees by pasting that it is on the clipboard. */
export async function copyByKey(hands: RealHands, page: Page): Promise<void> {
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
}

/** Types `ft` and the start of the name into the address bar, and waits for the page of the token. */
export async function goByAddressBar({ hands, stage, token }: SiteByHand): Promise<void> {
  hands.press('ctrl+l', 'f', 't', 'space', 'z', 'a', 'p');
  // A suggestion comes when the words have stood for a moment.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  hands.press('Return');
  await expect
    .poll(async () => (await stage.browser.pages()).map((one) => one.url()), { timeout: 10_000 })
    .toContainEqual(expect.stringContaining(`options.html#/tokens/${token}`));
}
