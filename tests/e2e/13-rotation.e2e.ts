import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import type { Token } from '../../contract/token.ts';
import type { StandInToken } from '../front/start.ts';
import { apiOf, callFront } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { readClipboard } from './support/clipboard.ts';
import { click, fill, find, gone, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

let stage: Stage;
let first: StandInToken;
let behind: Token;
let issued: Token;
let page: Page;
let old = '';
let value = '';

beforeAll(async () => {
  stage = await setStage({ front: { rateLimit: 1_000 } });
  await stage.signIn();
  const api = apiOf(stage.service);
  first = await stage.front.createToken({ name: 'First', scopes: ['shared:*'] });
  behind = await api.create({
    kind: 'front',
    name: 'Companion gateway – all issued tokens – production',
    value: first.value,
  });
  issued = await api.create({
    kind: 'issued',
    name: 'Stock sync – warehouse – production',
    scopes: ['contacts:read'],
    backedBy: behind.id,
  });
});
afterAll(() => stage.close());

const both = (name: string): Promise<void> => bothThemes(stage, page, name);

it('gives an issued token a new value, while the old one goes on for a day', async () => {
  page = await stage.openExtension(`options.html#/tokens/${issued.id}`);
  await click(page, { role: 'button', name: 'Copy' });
  await seeText(page, 'Copied');
  old = await readClipboard(page);
  await click(page, { role: 'button', name: 'New value…' });
  await seeText(page, 'The old value goes on working');
  await both('13-new-value');
  await click(page, { role: 'button', name: 'Make new value' });
  await seeText(page, 'has a new value');
  await both('13-new-value-made');
  await click(page, { role: 'button', name: 'Copy new value' });
  await seeText(page, 'Copied');
  await click(page, { role: 'button', name: 'Close' });
  await gone(page, { role: 'button', name: 'Copy new value' });
  value = await readClipboard(page);
  expect(value).not.toBe(old);
  expect(await callFront(stage.service, value, '/contacts')).toBe(200);
  expect(await callFront(stage.service, old, '/contacts')).toBe(200);
});

it('says that the old value is still used, and ends it', async () => {
  await seeText(page, `The old value (…${old.slice(-4)}) works until`);
  // Written within a second; the page reads it when it is opened.
  await expect
    .poll(
      async () => {
        // Firefox never says that an extension's page is loaded again, so it is opened anew.
        await page.close();
        page = await stage.openExtension(`options.html#/tokens/${issued.id}`);
        await find(page, { role: 'button', name: 'End it now' });
        return page.evaluate(() => document.body.innerText);
      },
      { timeout: 20_000, interval: 500 },
    )
    .toContain('Still used: once since');
  await both('13-grace');
  await click(page, { role: 'button', name: 'End it now' });
  await gone(page, { role: 'button', name: 'End it now' });
  expect(await callFront(stage.service, old, '/contacts')).toBe(401);
  expect(await callFront(stage.service, value, '/contacts')).toBe(200);
  await page.close();
});

it('replaces a Front token’s value for everything that stands on it, with one click back', async () => {
  const next = await stage.front.createToken({ name: 'Next', scopes: ['shared:*'] });
  page = await stage.openExtension(`options.html#/tokens/${behind.id}`);
  await click(page, { role: 'button', name: 'Replace value…' });
  await fill(page, 'Value', next.value);
  await seeText(page, 'goes on without a change');
  await both('13-replace');
  await click(page, { role: 'button', name: 'Replace value' });
  await find(page, { role: 'button', name: 'Put it back' });
  await both('13-replaced');
  expect(await callFront(stage.service, value, '/contacts')).toBe(200);
  expect(stage.front.calls.at(-1)?.tokenId).toBe(next.id);
  await click(page, { role: 'button', name: 'Put it back' });
  await seeText(page, 'The earlier value is back');
  expect(await callFront(stage.service, value, '/contacts')).toBe(200);
  expect(stage.front.calls.at(-1)?.tokenId).toBe(first.id);
  await page.close();
});

it('refuses a value that Front does not know, and says so', async () => {
  const dead = await stage.front.createToken({ name: 'Dead', scopes: ['shared:*'] });
  stage.front.deleteToken(dead.id);
  page = await stage.openExtension(`options.html#/tokens/${behind.id}`);
  await page.setViewport({ width: 360, height: 740 });
  await click(page, { role: 'button', name: 'Replace value…' });
  await fill(page, 'Value', dead.value);
  await click(page, { role: 'button', name: 'Replace value' });
  await seeText(page, 'Front does not accept this value');
  await both('13-refused-narrow');
  expect(await callFront(stage.service, value, '/contacts')).toBe(200);
  await page.close();
});
