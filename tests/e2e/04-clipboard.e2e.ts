import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { apiOf } from './support/api.ts';
import { readClipboard } from './support/clipboard.ts';
import { click, find, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

const CLEAR_AFTER_SECONDS = 10;

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
  const token = await apiOf(stage.service).create({
    kind: 'issued',
    name: 'Report – weekly mail – production',
    scopes: ['analytics:read'],
  });
  page = await stage.openExtension('options.html#/settings');
  const seconds = await find(page, { role: 'field', name: 'Clear the clipboard after' });
  await seconds.select(String(CLEAR_AFTER_SECONDS));
  await page.evaluate((id) => {
    location.hash = `#/tokens/${id}`;
  }, token.id);
  await find(page, { role: 'heading', name: token.name });
});
afterAll(() => stage.close());

it('clears the clipboard after the chosen time when it still holds the value', async () => {
  await click(page, { role: 'button', name: 'Copy' });
  await seeText(page, `Cleared from the clipboard in ${CLEAR_AFTER_SECONDS} s`);
  expect(await readClipboard(page)).toMatch(/^ftk_/);
  await untilClipboard((text) => !text.includes('ftk_'));
});

it('leaves alone what was copied since', async () => {
  await click(page, { role: 'button', name: 'Copy' });
  await seeText(page, `Cleared from the clipboard in ${CLEAR_AFTER_SECONDS} s`);
  await page.evaluate(() => navigator.clipboard.writeText('a shopping list'));
  await new Promise((resolve) => setTimeout(resolve, (CLEAR_AFTER_SECONDS + 4) * 1000));
  expect(await readClipboard(page)).toBe('a shopping list');
});

async function untilClipboard(fits: (text: string) => boolean): Promise<void> {
  const deadline = Date.now() + (CLEAR_AFTER_SECONDS + 30) * 1000;
  for (;;) {
    if (fits(await readClipboard(page))) return;
    if (Date.now() > deadline) throw new Error('the clipboard still holds the value');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
