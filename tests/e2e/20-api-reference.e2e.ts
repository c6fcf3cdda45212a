import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf } from './support/api.ts';
import { readClosedRoots } from './support/closed-roots.ts';
import { click, find } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

const LABEL = '[data-front-token-companion]';
const READER = 'Warehouse – stock sync – production';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

async function open(path: string): Promise<Page> {
  const page = await stage.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(stage.frontDocsOrigin + path);
  await page.waitForSelector('h1');
  return page;
}

/** What the label says now; null while there is none. */
async function label(page: Page): Promise<string | null> {
  const [texts] = await readClosedRoots(page, LABEL);
  return texts === undefined ? null : texts.slice(0, 2).join(' · ');
}

/** Follows a link of the site's own, and waits until its router has drawn that page. */
async function follow(page: Page, link: string, heading: string): Promise<void> {
  await click(page, { role: 'link', name: link });
  await find(page, { role: 'heading', name: heading });
}

async function untilLabel(page: Page, text: string | null): Promise<void> {
  await expect.poll(() => label(page), { timeout: 15_000 }).toBe(text);
}

test('before the extension is connected, the page stays as it is', async () => {
  const page = await open('/reference/list-contacts');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  // A later page with the label is the sign that the script has long seen this one.
  await stage.signIn();
  const later = await open('/reference/list-tags');
  await untilLabel(later, 'tags:read · none of your tokens yet');
  await later.close();
  await page.close();
});

test('the label names the scope and counts my tokens, through the site’s own navigation', async () => {
  const api = apiOf(stage.service);
  const backing = await stage.front.createToken({ name: 'x', scopes: ['shared:*'] });
  await api.create({ kind: 'front', name: 'Companion gateway', value: backing.value });
  await api.create({ kind: 'issued', name: READER, scopes: ['contacts:read'] });
  await api.create({
    kind: 'issued',
    name: 'n8n – everything – staging',
    scopes: ['contacts:read', 'contacts:write', 'tags:read'],
  });
  const options = await stage.openExtension('options.html');
  await find(options, { role: 'link', name: READER });
  await options.close();

  const page = await open('/reference/list-contacts');
  await untilLabel(page, 'contacts:read · 2 of your tokens');
  await follow(page, 'POST Create contact', 'Create contact');
  await untilLabel(page, 'contacts:write · 1 of your tokens');
  await follow(page, 'Welcome', 'Welcome');
  await untilLabel(page, null);
  await follow(page, 'POST Create message reply', 'Create message reply');
  await untilLabel(page, 'messages:send · none of your tokens yet');
  await follow(page, 'About this reference', 'About this reference');
  await untilLabel(page, null);
  await page.goBack();
  await untilLabel(page, 'messages:send · none of your tokens yet');
  await page.close();
});

test('whoever comes from a guide by the site’s own links gets the label too', async () => {
  const page = await open('/docs/welcome');
  await follow(page, 'GET Token details', 'Token details');
  await untilLabel(page, 'No scope needed · 2 of your tokens');
  await page.close();
});
