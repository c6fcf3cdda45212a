import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { apiOf } from './support/api.ts';
import { readClosedRoots } from './support/closed-roots.ts';
import { click, fill, find, gone, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';
import { watchPlaces, type Places } from './support/watch-places.ts';

const BADGE = '[data-front-token-companion]';
const BILLING = 'Billing export – nightly – production';
const ZAPIER = 'Zapier – contact sync – production';
const NEW = 'Warehouse – stock sync – production';
const LIST = '/settings/developers';

let stage: Stage;
let places: Places;
let billing: Token;
let frontIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  stage = await setStage();
  const api = apiOf(stage.service);
  const made = new Map<string, string>();
  for (const name of [BILLING, ZAPIER, NEW]) {
    const { id, value } = await stage.front.createToken({ name, scopes: ['tags:read'] });
    made.set(name, id);
    if (name === NEW) continue;
    const token = await api.create({
      kind: 'front',
      name,
      value,
      purpose: name === BILLING ? 'Sends invoices to the ledger.' : 'Copies contacts.',
      owner: 'Finance',
      usedIn: [{ label: 'Ledger server' }],
    });
    if (name === BILLING) billing = token;
  }
  frontIds = made;
  for (const use of ['invoices', 'credit notes']) {
    await api.create({
      kind: 'issued',
      name: `Ledger – ${use} – production`,
      scopes: ['tags:read'],
      backedBy: billing.id,
    });
  }
  await api.reveal(billing.id);
  await stage.signIn();
  places = await watchPlaces(stage);
});
afterAll(() => stage.close());

async function open(path: string): Promise<Page> {
  const page = await stage.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(stage.frontAppOrigin + path);
  return page;
}

/** All that our labels say, one text each. */
async function said(page: Page): Promise<readonly string[]> {
  return (await readClosedRoots(page, BADGE)).map((texts) => texts.join(' | '));
}

async function untilSaid(page: Page, text: string): Promise<void> {
  await expect
    .poll(() => said(page), { timeout: 15_000 })
    .toContainEqual(expect.stringContaining(text));
}

/** A point on the label that stands behind or before this element, as the page itself finds it. */
async function pointBeside(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const found = await page.waitForFunction(
    (badge, beside) => {
      const element = document.querySelector(beside);
      const next = element?.nextElementSibling;
      const host = next?.matches(badge) ? next : element?.querySelector(badge);
      if (!host) return null;
      for (let y = 4; y < innerHeight; y += 6) {
        for (let x = 4; x < innerWidth; x += 6) {
          if (document.elementFromPoint(x, y) === host) return { x: x + 5, y: y + 2 };
        }
      }
      return null;
    },
    { timeout: 15_000 },
    BADGE,
    selector,
  );
  return (await found.jsonValue()) as { x: number; y: number };
}

/** Goes onto the label and clicks, as a person who has read it. */
async function clickLabel(page: Page, selector: string): Promise<void> {
  const { x, y } = await pointBeside(page, selector);
  await page.mouse.move(x, y);
  await new Promise((resolve) => {
    setTimeout(resolve, 400);
  });
  await page.mouse.click(x, y);
}

async function untilLedTo(place: string): Promise<void> {
  await expect.poll(() => places.ledTo(place), { timeout: 15_000 }).toBe(true);
  await places.forget();
}

const detailsOf = (name: string): string => `${LIST}/tokens/${frontIds.get(name) ?? ''}`;

test('the list says how many issued tokens stand on a token', async () => {
  const page = await open(LIST);
  await untilSaid(page, '2 stand on it · Finance');
  await stage.picture(page, '05-front-list');
  await page.close();
});

test('the page of a token says what it is for, where it is used and who has seen it', async () => {
  const page = await open(detailsOf(BILLING));
  await untilSaid(page, 'Sends invoices to the ledger.');
  const { x, y } = await pointBeside(page, 'h2');
  await page.mouse.move(x, y);
  await untilSaid(page, 'Used in:  | Ledger server');
  await expect
    .poll(async () => (await said(page)).join(), { timeout: 15_000 })
    .toContain('Seen by');
  await stage.picture(page, '05-front-details');
  await clickLabel(page, 'h2');
  await untilLedTo(billing.id);
  await page.close();
});

test('before a delete stands what stops working, on the page and in the question, and Front’s button works', async () => {
  const page = await open(detailsOf(BILLING));
  await untilSaid(page, '2 issued tokens will stop working');
  const before = await page.evaluate(() =>
    JSON.stringify(
      [...document.querySelectorAll('button')].map((one) => one.getBoundingClientRect()),
    ),
  );
  await click(page, { role: 'button', name: 'Delete' });
  await find(page, { role: 'button', name: 'Delete token' });
  await expect
    .poll(
      async () => (await said(page)).filter((text) => text.includes('will stop working')).length,
      {
        timeout: 15_000,
      },
    )
    .toBe(2);
  await stage.picture(page, '05-front-delete');
  await click(page, { role: 'button', name: 'Cancel' });
  await gone(page, { role: 'button', name: 'Delete token' });
  const after = await page.evaluate(() =>
    JSON.stringify(
      [...document.querySelectorAll('button')].map((one) => one.getBoundingClientRect()),
    ),
  );
  expect(after).toBe(before);
  await page.close();
});

test('the form says that a name is poor, leads to the planner, and touches nothing of it', async () => {
  const page = await open(`${LIST}/tokens/new`);
  await find(page, { role: 'heading', name: 'New API token' });
  await untilSaid(page, 'Plan the permissions');
  await fill(page, 'API token name', 'test');
  await untilSaid(page, 'Says nothing about where it is used');
  await stage.picture(page, '05-front-create');
  await fill(page, 'API token name', BILLING);
  await untilSaid(page, 'A token of this name is known already');
  await fill(page, 'API token name', 'Ledger – bookings – production');
  await expect.poll(() => said(page)).toEqual(['Plan the permissions']);
  expect(await page.$eval('#token-name', (field) => (field as HTMLInputElement).value)).toBe(
    'Ledger – bookings – production',
  );
  await page.close();
});

test('a token that the register lacks is added by one click and the form, and by the click alone not', async () => {
  const page = await open(LIST);
  await untilSaid(page, 'Not in the register – add');
  await page.evaluate((name) => {
    const row = [...document.querySelectorAll('tbody tr')].find((one) =>
      one.textContent.includes(name),
    );
    row?.querySelector('span')?.setAttribute('id', 'the-new-one');
  }, NEW);
  await clickLabel(page, '#the-new-one');
  await untilLedTo(NEW);
  expect((await apiOf(stage.service).list()).map((token) => token.name)).not.toContain(NEW);
  const form = await stage.openExtension(`options.html#/tokens/new/${encodeURIComponent(NEW)}`);
  const name = await find(form, { role: 'field', name: 'Name' });
  await expect.poll(() => name.evaluate((field) => (field as HTMLInputElement).value)).toBe(NEW);
  expect((await apiOf(stage.service).list()).map((token) => token.name)).not.toContain(NEW);
  await click(form, { role: 'button', name: 'Record token' });
  await find(form, { role: 'heading', name: NEW });
  await form.close();
  await page.close();
});

test('what was deleted in Front is reported to the admin, who decides', async () => {
  const options = await stage.openExtension('options.html#/tokens');
  // In front, as it is when somebody deletes on it: a page that nobody sees is not read.
  const page = await open(LIST);
  await untilSaid(page, 'Copies contacts.');
  await page.goto(stage.frontAppOrigin + detailsOf(ZAPIER));
  await untilSaid(page, 'Look before you delete');
  await click(page, { role: 'button', name: 'Delete' });
  await click(page, { role: 'button', name: 'Delete token' });
  await find(page, { role: 'button', name: 'Create API token' });
  const report = `Probably deleted in Front: ${ZAPIER} – Front’s Delete was pressed for it`;
  await expect
    .poll(() => options.evaluate(() => document.body.innerText.replace(/\s+/g, ' ')), {
      timeout: 30_000,
    })
    .toContain(report);
  // What is not in front can't be clicked.
  await options.bringToFront();
  await stage.picture(options, '05-front-missing');
  // Nothing was done by itself.
  const api = apiOf(stage.service);
  expect((await api.list()).find(({ name }) => name === ZAPIER)?.status).toBe('active');
  await click(options, { role: 'button', name: 'It is still there' });
  await gone(options, { role: 'button', name: 'It is still there' });
  await options.close();
  await page.close();
});

test('of a page that isn’t recognised the popup says so in one line, and nothing is written on it', async () => {
  const page = await open(`${LIST}?structure=text`);
  await seeText(page, BILLING);
  const finder = await stage.openExtension('popup.html');
  const tabId = await finder.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    return tabs.find(({ url = '' }) => url.includes('structure=text'))?.id ?? -1;
  });
  await finder.close();
  // In a tab of its own the popup has to be told which tab it stands beside.
  const popup = await stage.openExtension(`popup.html?tab=${tabId}`);
  // A page that nobody sees is not read.
  await page.bringToFront();
  await expect
    .poll(() => popup.evaluate(() => document.body.innerText), { timeout: 30_000 })
    .toContain('This page of Front’s settings isn’t recognised.');
  expect(await page.$(BADGE)).toBeNull();
  // A browser with its side panel open takes no picture of what is not in front.
  await popup.bringToFront();
  await stage.picture(popup, '05-front-unrecognised');
  await popup.close();
  await page.close();
});

test('after a lock nothing of a note is left on Front’s page, though nobody comes back to it', async () => {
  const own = await stage.openExtension('options.html#/settings');
  const lock = await find(own, { role: 'button', name: 'Lock now' });
  const page = await open(LIST);
  await untilSaid(page, '2 stand on it · Finance');
  // Pressed behind it: the page has the focus all the while.
  await lock.evaluate((button) => button.click());
  await expect.poll(async () => (await said(page)).join(), { timeout: 15_000 }).toBe('');
  await page.close();
});
