import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInWindow } from '../../scripts/sign-in.ts';
import { apiOf } from './support/api.ts';
import { dumpStorage } from './support/dump-storage.ts';
import { click, fill, find, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

let stage: Stage;
let link = '';
beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
  link = await apiOf(stage.service).invite({ role: 'member', name: 'Max Member' });
  const page = await stage.openExtension('options.html#/settings');
  await click(page, { role: 'button', name: 'Sign out' });
  await find(page, { role: 'button', name: 'Sign in' });
  await page.close();
});
afterAll(() => stage.close());

it('says what is wrong with a link', async () => {
  const page = await stage.openExtension('options.html#/invitation');
  await fill(page, 'Invitation link', `${stage.service.address}/invitation`);
  await click(page, { role: 'button', name: 'Connect' });
  await seeText(page, 'its code stands behind');
  await stage.picture(page, '10-invitation-problem');
  await page.close();
});

it('leads somebody who was invited from the link to the list, with nothing to copy but the link', async () => {
  const page = await stage.openExtension('options.html#/invitation');
  await fill(page, 'Invitation link', link);
  await click(page, { role: 'button', name: 'Connect' });
  await seeText(page, 'Your invitation is ready');
  await stage.picture(page, '10-invitation-ready');
  const code = link.split('#')[1] ?? '';
  expect(await dumpStorage(page)).not.toContain(code);
  const appeared = signInWindow(stage.browser, stage.service.address);
  await click(page, { role: 'button', name: 'Sign in' });
  const window = await appeared;
  expect(window.url()).not.toContain(code);
  await seeText(window, 'invited you to Northwind Traders as a member');
  await stage.picture(window, '10-invited');
  await fill(window, 'Your name', 'Max Member');
  // The window closes itself during the click, which looks like a failed one.
  await click(window, { role: 'button', name: 'Join and sign in' }).catch(() => undefined);
  await find(page, { role: 'heading', name: 'Tokens' });
  await seeText(page, 'Max Member');
  await page.close();
});
