import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { apiOf } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { click, fill, find, gone, seeText } from './support/find.ts';
import { stopWorker } from './support/stop-worker.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Okta – provisioning – production';
const NEW = 'Stripe – refund notes – production';

let stage: Stage;
let token: Token;
beforeAll(async () => {
  // Firefox lets its background page sleep after this long without a message.
  stage = await setStage({ firefoxPrefs: { 'extensions.background.idle.timeout': 1_500 } });
  await stage.signIn();
  token = await apiOf(stage.service).create({ kind: 'front', name: NAME, purpose: 'SCIM' });
  const page = await stage.openExtension('options.html#/tokens');
  await find(page, { role: 'link', name: NAME });
  await page.close();
});
afterAll(() => stage.close());

function goWithin(page: Page, hash: string): Promise<void> {
  return page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

it('keeps edits and a new token while the service is gone, and shows them as waiting', async () => {
  await stage.service.kill();
  const page = await stage.openExtension(`options.html#/tokens/${token.id}/edit`);
  await fill(page, 'What is it for?', 'First');
  await click(page, { role: 'button', name: 'Save' });
  await seeText(page, 'What you see has your change in it.');
  await click(page, { role: 'button', name: 'Edit' });
  await fill(page, 'What is it for?', 'Second');
  await fill(page, 'Owner', 'Identity team');
  await click(page, { role: 'button', name: 'Save' });
  await seeText(page, 'One more change waits behind it.');
  await seeText(page, 'Identity team');
  await bothThemes(stage, page, '18-token-waits');

  await goWithin(page, '#/tokens/new');
  await click(page, { role: 'field', name: 'Record one made in Front…' });
  await fill(page, 'Name', NEW);
  await click(page, { role: 'button', name: 'Record token' });
  await seeText(page, 'This token is not created yet.');
  await click(page, { role: 'button', name: 'Edit' });
  await fill(page, 'What is it for?', 'Refunds');
  await click(page, { role: 'button', name: 'Save' });
  await seeText(page, 'One more change waits behind it.');
  await bothThemes(stage, page, '18-create-waits');
  await click(page, { role: 'link', name: 'Changes…' });
  await seeText(page, 'Identity team');
  await bothThemes(stage, page, '18-changes');
  await page.close();
});

it('still has them when worker and pages were closed', async () => {
  await stopWorker(stage);
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'option', name: `${NEW}…` });
  await seeText(popup, '4 changes wait');
  await bothThemes(stage, popup, '18-popup-waits');
  await popup.close();
});

it('sends each once, in order, when the service is back', async () => {
  await stopWorker(stage);
  await stage.restartService();
  const page = await stage.openExtension('options.html#/changes');
  await seeText(page, 'Everything is at the service');
  await bothThemes(stage, page, '18-changes-empty');
  const api = apiOf(stage.service);
  expect(await api.get(token.id)).toMatchObject({
    purpose: 'Second',
    owner: 'Identity team',
    version: token.version + 2,
  });
  const made = (await api.list()).filter(({ name }) => name === NEW);
  expect(made).toMatchObject([{ purpose: 'Refunds', version: 2 }]);
  const actions = (await api.audit(token.id)).map(({ action }) => action);
  expect(actions.filter((action) => action === 'token.updated')).toHaveLength(2);
  await page.close();
});

it('brings two versions of one note together, and keeps what was not chosen', async () => {
  const api = apiOf(stage.service);
  const page = await stage.openExtension(`options.html#/tokens/${token.id}/edit`);
  await fill(page, 'What is it for?', 'Mine');
  await fill(page, 'Environment', 'staging');
  await api.update(await api.get(token.id), { purpose: 'Theirs', environment: 'production' });
  await click(page, { role: 'button', name: 'Save' });
  await seeText(page, 'Somebody changed this token while you were typing');
  await seeText(page, 'Before: Second');
  await find(page, { role: 'button', name: '2 to choose' });
  await bothThemes(stage, page, '18-conflict');
  await page.close();

  // It waits for the person, however long they are away.
  await stopWorker(stage);
  const again = await stage.openExtension(`options.html#/tokens/${token.id}`);
  await click(again, { role: 'button', name: 'Look and decide' });
  await click(again, { role: 'field', name: 'Both, put together by hand' });
  await fill(again, 'Purpose, put together', 'Theirs, and Mine');
  await again.evaluate(() => {
    const versions = [...document.querySelectorAll('fieldset')].at(-1);
    versions?.querySelectorAll('input')[1]?.click();
  });
  await bothThemes(stage, again, '18-conflict-chosen');
  await click(again, { role: 'button', name: 'Save this' });
  await find(again, { role: 'heading', name: NAME });
  await vi.waitFor(
    async () =>
      expect(await api.get(token.id)).toMatchObject({
        purpose: 'Theirs, and Mine',
        environment: 'production',
      }),
    { timeout: 15_000 },
  );
  await click(again, { role: 'link', name: 'Changes…' });
  await seeText(again, 'staging');
  await bothThemes(stage, again, '18-put-aside');
  await again.close();
});

it('asks before a sign-out throws away what is here alone', async () => {
  const page = await stage.openExtension('options.html#/settings');
  await click(page, { role: 'button', name: 'Sign out' });
  await seeText(page, 'Sign out and lose changes?');
  await bothThemes(stage, page, '18-sign-out');
  await click(page, { role: 'button', name: 'Stay signed in' });
  await goWithin(page, '#/changes');
  await click(page, { role: 'button', name: 'Throw away' });
  await seeText(page, 'Everything is at the service');
  await gone(page, { role: 'button', name: 'Throw away' });
  await page.close();
});
