import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { signInWindow } from '../../scripts/sign-in.ts';
import { apiOf } from './support/api.ts';
import { click, fill, find, gone, seeText, shows } from './support/find.ts';
import { setStage, type Stage, type StageBrowser } from './support/story.ts';

const MEMBER = 'Max Member';
const REASON = 'The import of Thursday’s contacts, until Friday';

const VALUE = /ftk_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}/;

let stage: Stage;
/** The other person's browser; the stage's own is the admin's. */
let theirs: StageBrowser;
let token: Token;
let link = '';

beforeAll(async () => {
  stage = await setStage();
  theirs = await stage.anotherBrowser();
  await stage.signIn();
  const api = apiOf(stage.service);
  const made = await stage.front.createToken({ name: 'x', scopes: ['shared:*'] });
  await api.create({ kind: 'front', name: 'Behind everything – tests', value: made.value });
  token = await api.create({
    kind: 'issued',
    name: 'Contacts import – nightly – production',
    purpose: 'Copies contacts every night.',
    scopes: ['contacts:read'],
  });
});
afterAll(() => stage.close());

const tokenPage = (browser: StageBrowser): Promise<Page> =>
  browser.openExtension(`options.html#/tokens/${token.id}`);

it('lets an admin invite somebody by a link', async () => {
  const page = await stage.openExtension('options.html#/people');
  await find(page, { role: 'heading', name: 'People' });
  await click(page, { role: 'button', name: 'Invite' });
  await fill(page, 'Name…', MEMBER);
  await click(page, { role: 'button', name: 'Create link' });
  const shown = await find(page, { role: 'any', name: `${stage.service.address}/invitation#…` });
  link = await shown.evaluate((element) => element.innerText.trim());
  await stage.picture(page, '08-invited');
  await click(page, { role: 'button', name: 'Done' });
  await seeText(page, MEMBER);
  await stage.picture(page, '08-people-waiting');
  await page.close();
});

it('brings the invited person in, who sees names and notes', async () => {
  const page = await theirs.openExtension('options.html#/invitation');
  await fill(page, 'Invitation link', link);
  await click(page, { role: 'button', name: 'Connect' });
  await seeText(page, 'Your invitation is ready');
  const appeared = signInWindow(theirs.browser, stage.service.address);
  await click(page, { role: 'button', name: 'Sign in' });
  const window = await appeared;
  await fill(window, 'Your name', MEMBER);
  // The window closes itself during the click, which looks like a failed one.
  await click(window, { role: 'button', name: 'Join and sign in' }).catch(() => undefined);
  await find(page, { role: 'link', name: token.name });
  await page.close();
  const one = await tokenPage(theirs);
  await seeText(one, 'Copies contacts every night.');
  expect(await shows(one, { role: 'button', name: 'Reveal' })).toBe(false);
  expect(await shows(one, { role: 'link', name: 'People' })).toBe(false);
  await one.close();
});

it('refuses the value to somebody to whom nothing was granted, whichever way it is asked for', async () => {
  const page = await tokenPage(theirs);
  await find(page, { role: 'button', name: 'Ask for access' });
  const answer = await page.evaluate(
    (id, build) =>
      chrome.runtime.sendMessage<object, unknown>({
        companion: 1,
        build,
        name: 'tokens.reveal',
        input: { id, via: 'reveal' },
      }),
    token.id,
    await page.evaluate(() => chrome.runtime.getManifest().version),
  );
  expect(answer).toMatchObject({ ok: false, failure: { code: 'no_grant' } });
  await page.close();
});

it('lets them ask, and shows the request to the admin', async () => {
  const page = await tokenPage(theirs);
  await click(page, { role: 'button', name: 'Ask for access' });
  await fill(page, 'Why do you need it?', REASON);
  await stage.picture(page, '08-asking');
  await click(page, { role: 'button', name: 'Send request' });
  await find(page, { role: 'button', name: 'Withdraw' });
  await stage.picture(page, '08-asked');
  await page.close();

  const admin = await stage.openExtension('options.html#/requests');
  await seeText(admin, REASON);
  await stage.picture(admin, '08-request');
  await click(admin, { role: 'button', name: 'Grant' });
  await seeText(admin, 'Nobody is waiting');
  await stage.picture(admin, '08-request-granted');
  await admin.close();
});

it('shows them the value once it is granted, and the look to the admin', async () => {
  const page = await tokenPage(theirs);
  await click(page, { role: 'button', name: 'Reveal' });
  await page.waitForFunction(
    (pattern) => new RegExp(pattern).test(document.body.innerText),
    { timeout: 15_000, polling: 50 },
    VALUE.source,
  );
  await page.close();

  const admin = await tokenPage(stage);
  await seeText(admin, `${MEMBER} looked at the value`);
  await seeText(admin, 'Who has ever seen this value');
  await seeText(admin, `${MEMBER} was refused the value`);
  await stage.picture(admin, '08-timeline');
  await admin.close();
});

it('ends with a block: their very next call fails', async () => {
  const page = await tokenPage(theirs);
  await find(page, { role: 'button', name: 'Reveal' });

  const admin = await stage.openExtension('options.html#/people');
  await click(admin, { role: 'link', name: `${MEMBER}…` });
  await find(admin, { role: 'heading', name: MEMBER });
  await click(admin, { role: 'button', name: 'Block' });
  await find(admin, { role: 'button', name: 'Unblock' });
  await stage.picture(admin, '08-blocked');
  await admin.close();

  await click(page, { role: 'button', name: 'Reveal' });
  await seeText(page, 'sign-in has ended');
  expect(await page.evaluate(() => document.body.innerText)).not.toMatch(VALUE);
  await stage.picture(page, '08-blocked-member');
  await page.close();
});

it('keeps everything that happened on record, in an order that can be checked', async () => {
  const page = await stage.openExtension('options.html#/audit');
  for (const words of [`blocked ${MEMBER}`, 'asked to see the value', 'joined']) {
    await seeText(page, words);
  }
  await stage.picture(page, '08-audit');
  await page.close();
});

it('says after a removal what the person has seen, to be made anew', async () => {
  const page = await stage.openExtension('options.html#/people');
  await click(page, { role: 'link', name: `${MEMBER}…` });
  await click(page, { role: 'button', name: 'Remove' });
  await stage.picture(page, '08-remove');
  await click(page, { role: 'button', name: 'Remove person' });
  await find(page, { role: 'heading', name: `${MEMBER} is removed` });
  await find(page, { role: 'link', name: token.name });
  await stage.picture(page, '08-removed');
  await gone(page, { role: 'button', name: 'Remove person' });
  await page.close();
});
