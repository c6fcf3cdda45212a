import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRODUCT_VERSION } from '../../contract/version.ts';
import { signInWindow } from '../../scripts/sign-in.ts';
import { apiOf } from './support/api.ts';
import { dumpStorage } from './support/dump-storage.ts';
import { click, fill, find, gone, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';
import { stopWorker } from './support/stop-worker.ts';
import { violations } from './support/violations.ts';

const NAME = 'Okta – provisioning – production';

let stage: Stage;
let id = '';
beforeAll(async () => {
  // Firefox lets its background page sleep after this long without a message.
  stage = await setStage({ firefoxPrefs: { 'extensions.background.idle.timeout': 1_500 } });
  await stage.signIn();
  const made = await stage.front.createToken({ name: 'x', scopes: ['shared:*'] });
  const token = await apiOf(stage.service).create({ kind: 'front', name: NAME, value: made.value });
  id = token.id;
});
afterAll(() => stage.close());

/** Asks the background for the value, past every button. */
function askForValue(page: Page): Promise<unknown> {
  const message = {
    companion: 1,
    build: PRODUCT_VERSION,
    name: 'tokens.reveal',
    input: { id, via: 'reveal' },
  };
  return page.evaluate((asked) => chrome.runtime.sendMessage(asked), message);
}

/** Signs in by a code from the host, in the window that “Unlock” opens. */
async function unlock(page: Page): Promise<void> {
  const appeared = signInWindow(stage.browser, stage.service.address);
  await click(page, { role: 'button', name: 'Unlock' });
  const window = await appeared;
  await fill(window, 'Code or invitation link', stage.service.setupCode());
  // The window closes itself during the click, which looks like a failed one.
  await click(window, { role: 'button', name: 'Sign in' }).catch(() => undefined);
}

it('locks at a click, in every page that is open', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  await find(page, { role: 'link', name: NAME });
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'option', name: `${NAME}…` });
  await click(popup, { role: 'button', name: 'Lock now' });
  for (const [each, name] of [
    [popup, '09-popup-locked'],
    [page, '09-locked'],
  ] as const) {
    // Chromium draws the page in front alone.
    await each.bringToFront();
    await find(each, { role: 'heading', name: 'Locked' });
    expect(await each.evaluate(() => document.body.innerText)).not.toContain(NAME);
    for (const theme of ['light', 'dark']) {
      // Settings are out of reach while it is locked; this is what they set.
      await each.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
      await stage.picture(each, `${name}-${theme}`);
      expect(await violations(each)).toEqual([]);
    }
  }
  await popup.close();
  await page.close();
});

it('tells no page a value or a name, and keeps nothing that it could call with', async () => {
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'heading', name: 'Locked' });
  expect(await askForValue(popup)).toMatchObject({ ok: false, failure: { code: 'locked' } });
  expect(await dumpStorage(popup)).not.toMatch(/accessToken|refreshToken/);
  await popup.close();
});

it('stays locked when the background was stopped', async () => {
  await stopWorker(stage);
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'heading', name: 'Locked' });
  await popup.close();
});

it('unlocks by signing in again, and what was there is back', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  await unlock(page);
  await find(page, { role: 'link', name: NAME });
  expect(await askForValue(page)).toMatchObject({ ok: true });
  await page.close();
});

it('locks with the start of the browser, and not with a stopped background', async () => {
  await stopWorker(stage);
  const page = await stage.openExtension('options.html#/settings');
  await find(page, { role: 'button', name: 'Sign out' });
  // What the browser forgets when it is closed.
  await page.evaluate(() => chrome.storage.session.clear());
  await stopWorker(stage);
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'heading', name: 'Locked' });
  await page.bringToFront();
  await gone(page, { role: 'button', name: 'Sign out' });
  await unlock(page);
  await find(page, { role: 'button', name: 'Sign out' });
  await popup.close();
  await page.close();
});

it('lets a person choose when to lock', async () => {
  let page = await stage.openExtension('options.html#/settings');
  const choice = await find(page, { role: 'field', name: 'Lock after' });
  await choice.select('5');
  await stage.picture(page, '09-settings');
  await page.close();
  page = await stage.openExtension('options.html#/settings');
  const again = await find(page, { role: 'field', name: 'Lock after' });
  await seeText(page, 'Lock after');
  await expect
    .poll(() => again.evaluate((select) => (select as HTMLSelectElement).value))
    .toBe('5');
  await page.close();
});
