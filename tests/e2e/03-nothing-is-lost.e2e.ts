import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiOf } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { click, fill, find, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';
import { stopWorker } from './support/stop-worker.ts';

let stage: Stage;
beforeAll(async () => {
  // Firefox lets its background page sleep after this long without a message.
  stage = await setStage({ firefoxPrefs: { 'extensions.background.idle.timeout': 1_500 } });
  await stage.signIn();
  const api = apiOf(stage.service);
  await api.create({ kind: 'front', name: 'Okta – provisioning – production', purpose: 'SCIM' });
  await api.create({ kind: 'front', name: 'Zendesk – contacts sync – production' });
});
afterAll(() => stage.close());

it('finds a half-filled form again when the popup is opened again', async () => {
  let popup = await stage.openExtension('popup.html');
  await click(popup, { role: 'button', name: 'Create token' });
  await fill(popup, 'Name', 'Stripe – refund no');
  await popup.close();
  popup = await stage.openExtension('popup.html');
  const name = await find(popup, { role: 'field', name: 'Name' });
  expect(await name.evaluate((input) => (input as HTMLInputElement).value)).toBe(
    'Stripe – refund no',
  );
  await popup.close();
});

it('takes the form begun in the popup along to the full page', async () => {
  const page = await stage.openExtension('options.html#/tokens/new');
  const name = await find(page, { role: 'field', name: 'Name' });
  expect(await name.evaluate((input) => (input as HTMLInputElement).value)).toBe(
    'Stripe – refund no',
  );
  await click(page, { role: 'button', name: 'Clear' });
  await page.close();
});

it('gives back what was cleared or discarded by mistake', async () => {
  let page = await stage.openExtension('options.html#/tokens/new');
  await fill(page, 'Name', 'Typed for an hour');
  await click(page, { role: 'button', name: 'Clear' });
  await seeText(page, 'The form is empty');
  await bothThemes(stage, page, '03-undo');
  await click(page, { role: 'button', name: 'Undo' });
  const name = await find(page, { role: 'field', name: 'Name' });
  const shown = (): Promise<string> => name.evaluate((input) => (input as HTMLInputElement).value);
  expect(await shown()).toBe('Typed for an hour');
  await page.close();
  page = await stage.openExtension('options.html#/tokens/new');
  await seeText(page, 'Continued from your draft');
  await click(page, { role: 'button', name: 'Clear' });
  await page.close();
});

it('keeps the pasted value of a Front token in no draft', async () => {
  const made = await stage.front.createToken({ name: 'x', scopes: ['tags:read'] });
  let page = await stage.openExtension('options.html#/tokens/new');
  await click(page, { role: 'field', name: 'Record one made in Front…' });
  await fill(page, 'Name', 'Half a record');
  await fill(page, 'Value', made.value);
  await page.close();
  page = await stage.openExtension('options.html#/tokens/new');
  const value = await find(page, { role: 'field', name: 'Value' });
  expect(await value.evaluate((input) => (input as HTMLInputElement).value)).toBe('');
  await click(page, { role: 'button', name: 'Clear' });
  await page.close();
});

it('finds the search again when the popup is opened again', async () => {
  let popup = await stage.openExtension('popup.html');
  await click(popup, { role: 'button', name: 'Back' });
  await fill(popup, 'Search tokens', 'okta');
  await popup.close();
  popup = await stage.openExtension('popup.html');
  const search = await find(popup, { role: 'field', name: 'Search tokens' });
  expect(await search.evaluate((input) => (input as HTMLInputElement).value)).toBe('okta');
  await find(popup, { role: 'option', name: 'Okta – provisioning – production…' });
  await popup.close();
});

it('goes on when the background was stopped between two messages', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  await find(page, { role: 'link', name: 'Zendesk – contacts sync – production' });
  await stopWorker(stage);
  await click(page, { role: 'link', name: 'Zendesk – contacts sync – production' });
  await click(page, { role: 'button', name: 'Edit' });
  await fill(page, 'Owner', 'Support operations');
  await stopWorker(stage);
  await click(page, { role: 'button', name: 'Save' });
  await seeText(page, 'Support operations');
  const [token] = (await apiOf(stage.service).list()).filter(({ owner }) => owner !== null);
  expect(token?.owner).toBe('Support operations');
  await page.close();
});

it('joins edits of different fields, and shows edits of the same field side by side', async () => {
  const api = apiOf(stage.service);
  const [token] = (await api.list()).filter(({ name }) => name.startsWith('Zendesk'));
  if (token === undefined) throw new Error('no token');
  const page = await stage.openExtension(`options.html#/tokens/${token.id}/edit`);
  await fill(page, 'What is it for?', 'Mine');
  await api.update(token, { purpose: 'Theirs', environment: 'production' });
  await click(page, { role: 'button', name: 'Save' });
  await seeText(page, 'Somebody changed this token while you were typing');
  await seeText(page, 'Theirs');
  await stage.picture(page, '03-conflict');
  await click(page, { role: 'button', name: 'Keep mine' });
  await find(page, { role: 'heading', name: token.name });
  expect(await api.get(token.id)).toMatchObject({ purpose: 'Mine', environment: 'production' });
  await page.close();
});

it('shows the notes when the service is down, says so, and goes on when it is back', async () => {
  await stage.service.kill();
  const popup = await stage.openExtension('popup.html');
  await click(popup, { role: 'button', name: 'Clear search' });
  await find(popup, { role: 'option', name: 'Okta – provisioning – production…' });
  await seeText(popup, 'The token service does not answer');
  await stage.picture(popup, '03-popup-offline');
  await stage.restartService();
  await click(popup, { role: 'button', name: 'Try again' });
  await seeText(popup, 'Read just now');
  await popup.close();
});
