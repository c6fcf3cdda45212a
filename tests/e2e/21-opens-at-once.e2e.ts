import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAST_LOOK } from '../../utils/at-hand/last-look-key.ts';
import { apiOf } from './support/api.ts';
import { click, fill, find, gone, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

const NAMES = ['Okta – provisioning – production', 'Shop – orders – staging'] as const;
/** In which a popup has long shown what it is going to show. */
const LONG_MS = 700;

let stage: Stage;
let holder: Page;

beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
  const api = apiOf(stage.service);
  for (const name of NAMES) await api.create({ kind: 'issued', name, scopes: ['contacts:read'] });
  holder = await stage.openExtension('options.html#/settings');
});
afterAll(() => stage.close());

/** Has whoever reads the extension's database wait from now on. */
function holdDatabase(): Promise<void> {
  return holder.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('companion');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const db = opening.result;
          const store = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('state');
          Object.assign(window, { held: true });
          const ask = (): void => {
            store.get('session').onsuccess = () => {
              resolve();
              if ((window as { held?: boolean }).held === true) ask();
              else db.close();
            };
          };
          ask();
        };
      }),
  );
}

async function releaseDatabase(): Promise<void> {
  await holder.evaluate(() => {
    Object.assign(window, { held: false });
  });
}

/** Opens the popup, which does not wait for React to draw it. */
async function openUndrawn(): Promise<Page> {
  const page = await stage.browser.newPage();
  // Firefox never reports that a page of an extension was loaded.
  await page.goto(`${stage.extensionOrigin}popup.html`, { timeout: 2_000 }).catch(() => undefined);
  return page;
}

const ahead = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const rows = document.querySelectorAll('[inert] [role=option] .font-semibold');
    return [...rows].map((row) => row.textContent);
  });
const isDrawn = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('#root > *') !== null);

/** Opens the popup once and waits until it has kept what its list begins with. */
async function openAndKeep(): Promise<Page> {
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'option', name: `${NAMES[1]}…` });
  await popup.waitForFunction(
    async (key) => {
      const { [key]: kept } = await chrome.storage.session.get(key);
      return kept !== null && kept !== undefined;
    },
    { polling: 100, timeout: 10_000 },
    LAST_LOOK,
  );
  return popup;
}

test('the popup shows its list as it was before its database has answered, and works once it has', async () => {
  await (await openAndKeep()).close();
  await holdDatabase();
  const popup = await openUndrawn();
  await expect.poll(() => ahead(popup), { timeout: 10_000 }).toEqual([...NAMES]);
  expect(await isDrawn(popup)).toBe(false);
  await stage.picture(popup, '21-ahead');
  await releaseDatabase();
  await find(popup, { role: 'option', name: `${NAMES[0]}…` });
  expect(await ahead(popup)).toEqual([]);
  await stage.picture(popup, '21-drawn');
  await popup.close();
});

test('the popup’s last line says which keys help, where it has room for that', async () => {
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'option', name: `${NAMES[0]}…` });
  const says = (): Promise<string> => popup.evaluate(() => document.body.innerText);
  await popup.setViewport({ width: 400, height: 600 });
  await expect.poll(says).toContain('Ctrl+C');
  await stage.picture(popup, '21-keys');
  await popup.setViewport({ width: 360, height: 600 });
  await expect.poll(says).not.toContain('Ctrl+C');
  await popup.close();
});

test('left on a search it shows no list first', async () => {
  const searching = await stage.openExtension('popup.html');
  await fill(searching, 'Search tokens', 'Shop');
  await gone(searching, { role: 'option', name: `${NAMES[0]}…` });
  await searching.close();
  await holdDatabase();
  const popup = await openUndrawn();
  await new Promise((resolve) => setTimeout(resolve, LONG_MS));
  expect(await ahead(popup)).toEqual([]);
  await releaseDatabase();
  await find(popup, { role: 'option', name: `${NAMES[1]}…` });
  await click(popup, { role: 'button', name: 'Clear search' });
  await popup.close();
});

test('after a lock it shows no name, and has none kept', async () => {
  const open = await openAndKeep();
  await click(open, { role: 'button', name: 'Lock now' });
  await find(open, { role: 'heading', name: 'Locked' });
  await open.close();
  const kept = await holder.evaluate(async () =>
    JSON.stringify(await chrome.storage.session.get()),
  );
  for (const name of NAMES) expect(kept).not.toContain(name);
  await holdDatabase();
  const popup = await openUndrawn();
  await new Promise((resolve) => setTimeout(resolve, LONG_MS));
  expect(await popup.evaluate(() => document.body.textContent)).not.toContain(NAMES[0]);
  await releaseDatabase();
  await seeText(popup, 'Locked');
  await popup.close();
});
