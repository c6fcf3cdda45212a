import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { apiOf } from './support/api.ts';
import { readClosedRoots } from './support/closed-roots.ts';
import { dumpStorage } from './support/dump-storage.ts';
import { click, fill, find, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Okta – provisioning – production';

let stage: Stage;
let page: Page;
let settings: Page;
/** Values that went through the browser in this story. */
const values: string[] = [];

beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
});
afterAll(() => stage.close());

it('takes a pasted value, shows an issued one and copies both', async () => {
  const made = await stage.front.createToken({ name: NAME, scopes: ['shared:*'] });
  values.push(made.value);
  page = await stage.openExtension('options.html#/tokens/new');
  await click(page, { role: 'field', name: 'Record one made in Front…' });
  await fill(page, 'Name', NAME);
  await fill(page, 'Value', made.value);
  await click(page, { role: 'button', name: 'Record token' });
  await find(page, { role: 'heading', name: NAME });
  await click(page, { role: 'button', name: 'Copy' });
  await seeText(page, 'Copied.');

  const issued = await apiOf(stage.service).create({
    kind: 'issued',
    name: 'Report – weekly mail – production',
    scopes: ['analytics:read'],
  });
  await page.close();
  page = await stage.openExtension(`options.html#/tokens/${issued.id}`);
  await click(page, { role: 'button', name: 'Reveal' });
  await find(page, { role: 'button', name: 'Hide' });
  values.push(await page.$eval('[data-secret]', (element) => element.textContent));
  await click(page, { role: 'button', name: 'Hide' });
  await find(page, { role: 'button', name: 'Reveal' });
  expect(values[1]).toMatch(/^ftk_/);
});

it('keeps no value in the browser, and no secret half of one', async () => {
  const kept = await dumpStorage(page);
  // The check can fail: what it looks through does hold what it should.
  expect(kept).toContain(NAME);
  for (const value of values) expect(leaks(kept, value)).toBe(false);
});

it('has no value in any address, nor in a page once it is hidden', async () => {
  for (const open of await stage.browser.pages()) {
    const [address, text] = await open
      .evaluate(() => [location.href, document.documentElement.outerHTML] as const)
      .catch(() => ['', ''] as const);
    for (const value of values)
      expect([address, leaks(address + text, value)]).toEqual([address, false]);
  }
});

it('gives Front’s page the notes and nothing of a value, not even its last four characters', async () => {
  settings = await stage.browser.newPage();
  await settings.goto(`${stage.frontAppOrigin}/settings/developers`);
  const shown = await untilBadges(settings);
  const [value = ''] = values;
  expect(shown).toContain('No purpose noted');
  expect(leaks(shown, value)).toBe(false);
  expect(shown).not.toContain(value.slice(-4));
});

async function untilBadges(front: Page): Promise<string> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const roots = await readClosedRoots(front, '[data-front-token-companion]');
    const text = JSON.stringify(roots);
    if (roots.length > 0 && text.length > 10) return text;
    if (Date.now() > deadline) throw new Error('no badge appeared');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** True when a text holds the value, or so much of it that the rest could be guessed. */
function leaks(text: string, value: string): boolean {
  const secret = value.slice(-32);
  return text.includes(value) || text.includes(secret) || text.includes(secret.slice(0, 16));
}
