import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { apiOf, callFront } from './support/api.ts';
import { readClipboard } from './support/clipboard.ts';
import { click, fill, find, gone, press, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Order lookup – sidebar plugin – staging';
const BACKING = 'Companion gateway – all issued tokens – production';

let stage: Stage;
let popup: Page;
let value = '';

beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
});
afterAll(() => stage.close());

it('records a token that was made in Front, with its pasted value', async () => {
  const made = await stage.front.createToken({ name: BACKING, scopes: ['shared:*'] });
  const page = await stage.openExtension('options.html#/tokens/new');
  await click(page, { role: 'field', name: 'Record one made in Front…' });
  await fill(page, 'Name', BACKING);
  await fill(page, 'What is it for?', 'Stands behind every token that is issued here.');
  await fill(page, 'Value', made.value);
  await seeText(page, 'A Front token');
  await stage.picture(page, '02-record');
  await click(page, { role: 'button', name: 'Record token' });
  await find(page, { role: 'heading', name: BACKING });
  await seeText(page, 'All shared resources');
  await page.close();
});

it('creates a token in the popup', async () => {
  popup = await stage.openExtension('popup.html');
  await click(popup, { role: 'button', name: 'Create token' });
  await fill(popup, 'Name', 'test');
  await seeText(popup, 'This could be any token');
  await fill(popup, 'Name', NAME);
  await fill(popup, 'What is it for?', 'Lets the order sidebar find the contact.');
  await fill(popup, 'Add a permission', 'read contacts');
  await press(popup, 'Enter');
  await find(popup, { role: 'button', name: 'Remove Read contacts' });
  await stage.picture(popup, '02-popup-create');
  await click(popup, { role: 'button', name: 'Create token' });
  await find(popup, { role: 'heading', name: NAME });
});

it('finds it in the list by typing, and opens it by the keyboard alone', async () => {
  await click(popup, { role: 'button', name: 'Back' });
  await find(popup, { role: 'field', name: 'Search tokens' });
  await stage.picture(popup, '02-popup-list');
  await popup.keyboard.type('order side');
  await gone(popup, { role: 'option', name: `${BACKING}…` });
  await press(popup, 'Enter');
  await find(popup, { role: 'heading', name: NAME });
  await stage.picture(popup, '02-popup-token');
});

it('reveals the value, and hides it when the page is no longer looked at', async () => {
  await click(popup, { role: 'button', name: 'Reveal' });
  await find(popup, { role: 'button', name: 'Hide' });
  const shown = await popup.$eval('[data-secret]', (element) => element.textContent);
  expect(shown).toMatch(/^ftk_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
  value = shown;
  await popup.evaluate(() => dispatchEvent(new Event('blur')));
  await find(popup, { role: 'button', name: 'Reveal' });
  expect(await popup.evaluate(() => document.body.innerHTML)).not.toContain(value);
});

it('copies the value, and it can be pasted', async () => {
  await click(popup, { role: 'button', name: 'Copy' });
  await seeText(popup, 'Copied. Cleared from the clipboard in 60 s');
  expect(await readClipboard(popup)).toBe(value);
});

it('calls the Core API with what was pasted, within its permissions', async () => {
  expect(await callFront(stage.service, value, '/contacts')).toBe(200);
  expect(await callFront(stage.service, value, '/me')).toBe(200);
  expect(await callFront(stage.service, value, '/conversations')).toBe(403);
});

it('puts every look on record, with the way in which the value was taken', async () => {
  const api = apiOf(stage.service);
  const token = (await api.list()).find(({ name }) => name === NAME);
  const events = await api.audit(token?.id ?? '');
  expect(events.map(({ action, via }) => [action, via])).toEqual([
    ['token.revealed', 'copy'],
    ['token.revealed', 'reveal'],
    ['token.created', null],
  ]);
});

it('edits its notes on the full page', async () => {
  const api = apiOf(stage.service);
  const token = (await api.list()).find(({ name }) => name === NAME);
  const page = await stage.openExtension(`options.html#/tokens/${token?.id ?? ''}/edit`);
  await fill(page, 'Owner', 'Checkout team');
  await fill(page, 'Tags', 'plugin,orders');
  await stage.picture(page, '02-edit');
  await click(page, { role: 'button', name: 'Save' });
  await find(page, { role: 'heading', name: NAME });
  await seeText(page, 'Checkout team');
  await stage.picture(page, '02-token');
  await page.close();
  const after = await api.get(token?.id ?? '');
  expect(after).toMatchObject({ owner: 'Checkout team', tags: ['plugin', 'orders'] });
});

it('deletes it only after its name was typed, and the next call is refused', async () => {
  await popup.bringToFront();
  await click(popup, { role: 'button', name: 'Delete' });
  await seeText(popup, 'This cannot be undone');
  const confirm = await find(popup, { role: 'button', name: 'Delete token' });
  expect(await confirm.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
  await stage.picture(popup, '02-popup-delete');
  await fill(popup, 'Type the name to confirm', NAME);
  await click(popup, { role: 'button', name: 'Delete token' });
  await find(popup, { role: 'field', name: 'Search tokens' });
  expect(await callFront(stage.service, value, '/contacts')).toBe(401);
  await popup.close();
});

it('keeps a tombstone that says what it was', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  const state = await find(page, { role: 'field', name: 'State' });
  await state.select('deleted');
  await click(page, { role: 'link', name: NAME });
  await seeText(page, 'Its value is wiped');
  await seeText(page, 'Lets the order sidebar find the contact.');
  await stage.picture(page, '02-tombstone');
  await page.close();
});
