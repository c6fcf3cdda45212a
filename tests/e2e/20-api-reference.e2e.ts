import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInWindow } from '../../scripts/sign-in.ts';
import { apiOf } from './support/api.ts';
import { nextClipboard, readClipboard } from './support/clipboard.ts';
import {
  follow,
  inRealPopup,
  LABEL,
  labelPoint,
  openDocs,
  popupAbove,
  readLabel,
  runCurl,
  shellWords,
  untilLabel,
} from './support/docs-page.ts';
import { click, fill, find, gone, press, seeText, shows } from './support/find.ts';
import { BROWSER, setStage, type Stage, type StageBrowser } from './support/story.ts';
import { violations } from './support/violations.ts';

const WIDE = 'n8n – everything – staging';
const READER = 'Warehouse – stock sync – production';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const open = (path: string, inside: StageBrowser = stage): Promise<Page> => openDocs(inside, path);

/** Takes pictures of a view in both themes, and has nothing in it hinder anybody. */
async function look(page: Page, name: string): Promise<void> {
  for (const theme of BROWSER === 'chromium' ? ['light', 'dark'] : ['light']) {
    if (BROWSER === 'chromium') {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    }
    await stage.picture(page, `${name}-${theme}`);
    expect(await violations(page)).toEqual([]);
  }
}

test('before the extension is connected, the page stays as it is', async () => {
  const page = await open('/reference/list-contacts');
  expect(await readLabel(page)).toBeNull();
  await stage.signIn();
  // A later page with the label is the sign that the script has long seen this one.
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
    name: WIDE,
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

test('the label moves nothing of the page, in its light and its dark look', async () => {
  for (const theme of ['light', 'dark']) {
    const page = await open(`/reference/list-contacts?theme=${theme}`);
    const boxes = (): Promise<string> =>
      page.evaluate(() =>
        JSON.stringify(
          [...document.body.querySelectorAll('*')].map(
            (element) => element.getBoundingClientRect().toJSON() as unknown,
          ),
        ),
      );
    await untilLabel(page, 'contacts:read · 2 of your tokens');
    const labelled = await boxes();
    await stage.picture(page, `20-label-${theme}`);
    await page.evaluate((selector) => document.querySelector(selector)?.remove(), LABEL);
    expect(await boxes()).toBe(labelled);
    await page.close();
  }
});

test('the page itself can neither look into the label nor press it', async () => {
  const page = await open('/reference/list-contacts');
  await untilLabel(page, 'contacts:read · 2 of your tokens');
  const before = (await stage.browser.pages()).length;
  const seen = await page.evaluate((selector) => {
    const host = document.querySelector<HTMLElement>(selector)!;
    host.click();
    host.dispatchEvent(new MouseEvent('click', { composed: true, bubbles: true }));
    return { root: host.shadowRoot, text: host.textContent, html: host.outerHTML };
  }, LABEL);
  expect(seen).toMatchObject({ root: null, text: '' });
  expect(seen.html).not.toContain('tokens');
  // A later look of the script is the sign that it has long heard of those clicks.
  await follow(page, 'GET List tags', 'List tags');
  await untilLabel(page, 'tags:read · 1 of your tokens');
  expect((await stage.browser.pages()).length).toBe(before);
  await page.close();
});

test('from the page to a curl command that works in two clicks', async () => {
  // Opened first: a popup is gone as soon as another page is in front.
  const options = await stage.openExtension('options.html#/settings');
  const page = await open('/reference/list-contacts');
  await untilLabel(page, 'contacts:read · 2 of your tokens');
  const { x, y } = await labelPoint(page, 'open');
  await page.bringToFront();
  await page.mouse.click(x, y);
  await expect
    .poll(() => inRealPopup(options, 'For List contacts – GET /contacts'), { timeout: 15_000 })
    .toBe(true);
  expect(await inRealPopup(options, `Copy as curl: ${READER}`, 'click')).toBe(true);
  await expect.poll(() => inRealPopup(options, 'Copied. Cleared'), { timeout: 15_000 }).toBe(true);

  const command = await readClipboard(options);
  expect(command).toMatch(/^curl 'http.*\/front\/contacts'/);
  expect(await runCurl(command)).toBe(200);
  const { id } = (await apiOf(stage.service).list()).find(({ name }) => name === READER)!;
  const [newest] = await apiOf(stage.service).audit(id);
  expect(newest).toMatchObject({ via: 'copy' });
  await page.close();
  await options.close();
});

test('the popup above the page puts the tokens for its call first, and copies in every shape', async () => {
  const docs = await open('/reference/list-contacts');
  const popup = await popupAbove(docs, stage);
  await find(popup, { role: 'heading', name: 'For List contacts – GET /contacts' });
  const names = await popup.evaluate(() =>
    [...document.querySelectorAll('section li')].map(
      (row) => row.querySelector('button')?.textContent,
    ),
  );
  expect(names).toEqual([READER, WIDE]);
  await look(popup, '20-popup');

  let copied = await readClipboard(popup);
  const copyAs = async (item: string): Promise<string> => {
    await click(popup, { role: 'button', name: `Copy as…: ${READER}` });
    await find(popup, { role: 'option', name: item });
    if (item === 'curl with $FRONT_TOKEN') {
      await look(popup, '20-copy-as');
    }
    await click(popup, { role: 'option', name: item });
    await gone(popup, { role: 'option', name: item });
    copied = await nextClipboard(popup, copied);
    return copied;
  };
  const value = await copyAs('Value');
  expect(value).toMatch(/^ftk_\w+$/);
  const withVariable = await copyAs('curl with $FRONT_TOKEN');
  expect(withVariable).not.toContain(value);
  expect(await runCurl(withVariable, { FRONT_TOKEN: value })).toBe(200);
  expect(await copyAs('.env line')).toBe(`FRONT_TOKEN=${value}`);
  expect(await copyAs('Header')).toBe(`Authorization: Bearer ${value}`);
  expect(await copyAs('JavaScript (fetch)')).toContain(`"Bearer ${value}"`);
  expect(await copyAs('Python (requests)')).toContain(`"Bearer ${value}"`);

  // Searching looks at all tokens, and has the room of the whole popup.
  await fill(popup, 'Search tokens', 'gateway');
  await gone(popup, { role: 'heading', name: 'For List contacts – GET /contacts' });
  await click(popup, { role: 'button', name: 'Clear search' });
  await find(popup, { role: 'heading', name: 'For List contacts – GET /contacts' });
  await popup.close();
  await docs.close();
});

test('above any other page the popup is as ever', async () => {
  const docs = await open('/docs/welcome');
  const popup = await popupAbove(docs, stage);
  await find(popup, { role: 'option', name: `${READER}…` });
  expect(await shows(popup, { role: 'heading', name: 'For Welcome…' })).toBe(false);
  expect(await popup.evaluate(() => document.querySelector('section'))).toBeNull();
  await popup.close();
  await docs.close();
});

test('an admin who has none creates one with just the scope, and copies the command for the page', async () => {
  const docs = await open('/reference/create-message-reply');
  const popup = await popupAbove(docs, stage);
  await seeText(popup, 'No issued token holds messages:send yet.');
  await look(popup, '20-popup-none');
  await click(popup, { role: 'button', name: 'Create one with just this scope' });
  const purpose = await find(popup, { role: 'field', name: 'What is it for?' });
  expect(await purpose.evaluate((node) => (node as HTMLTextAreaElement).value)).toBe(
    'Create message reply (POST /conversations/{conversation_id}/messages)',
  );
  await look(popup, '20-popup-create');
  await fill(popup, 'Name', 'Replies – helpdesk bot – staging');
  await click(popup, { role: 'button', name: 'Create token' });
  await click(popup, {
    role: 'button',
    name: 'Copy as curl: Replies – helpdesk bot – staging',
  });
  await seeText(popup, 'Copied. Cleared');
  const command = await readClipboard(popup);
  expect(shellWords(command).map((word) => word.replace(/ftk_\w+/, 'VALUE'))).toEqual([
    '--globoff',
    '--request',
    'POST',
    `${stage.service.address}/front/conversations/{conversation_id}/messages`,
    '--header',
    'Authorization: Bearer VALUE',
    '--header',
    'Content-Type: application/json',
    '--data',
    '{"body":""}',
  ]);
  const made = (await apiOf(stage.service).list()).find(({ name }) => name.startsWith('Replies'));
  expect(made?.scopes).toEqual(['messages:send']);
  await popup.close();
  await docs.close();
});

test('a member who may see none asks for the narrowest, and has it once an admin says yes', async () => {
  const theirs = await stage.anotherBrowser();
  const link = await apiOf(stage.service).invite({ name: 'Max Member', role: 'member' });
  const page = await theirs.openExtension('options.html#/invitation');
  await fill(page, 'Invitation link', link);
  await click(page, { role: 'button', name: 'Connect' });
  await seeText(page, 'Your invitation is ready');
  const appeared = signInWindow(theirs.browser, stage.service.address);
  await click(page, { role: 'button', name: 'Sign in' });
  const window = await appeared;
  await fill(window, 'Your name', 'Max Member');
  // The window closes itself during the click, which looks like a failed one.
  await click(window, { role: 'button', name: 'Join and sign in' }).catch(() => undefined);
  await find(page, { role: 'link', name: READER });
  await page.close();

  const docs = await open('/reference/list-contacts', theirs);
  await untilLabel(docs, 'contacts:read · none of your tokens yet');
  const popup = await popupAbove(docs, theirs);
  await seeText(popup, `Ask for ${READER}, which can do the least.`);
  await look(popup, '20-popup-ask');
  await click(popup, { role: 'button', name: 'Ask for access' });
  await fill(popup, 'Why do you need it?', 'To try the example');
  await click(popup, { role: 'button', name: 'Send request' });
  await find(popup, { role: 'button', name: 'Withdraw' });

  const admin = await stage.openExtension('options.html#/requests');
  await click(admin, { role: 'button', name: 'Grant' });
  await seeText(admin, 'Nobody is waiting');
  await admin.close();
  await popup.evaluate(() => globalThis.dispatchEvent(new Event('focus')));
  await find(popup, { role: 'button', name: `Copy as curl: ${READER}` });
  await popup.close();
  await theirs.browser.close();
});

test('the same stands on a page of its own, for browsers that open no popup', async () => {
  const page = await stage.openExtension('options.html#/operations/list-contacts');
  await find(page, { role: 'heading', name: 'For List contacts' });
  await find(page, { role: 'button', name: `Copy as curl: ${READER}` });
  await look(page, '20-operation-page');
  await click(page, { role: 'button', name: 'Create one with just this scope' });
  await find(page, { role: 'heading', name: 'Create token' });
  expect(await page.evaluate(() => location.hash)).toBe('#/operations/list-contacts/new');
  await page.close();
});

test('each token says what it can be copied as, by keyboard too', async () => {
  const { id } = (await apiOf(stage.service).list()).find(({ name }) => name === READER)!;
  const page = await stage.openExtension(`options.html#/tokens/${id}`);
  const menu = await find(page, { role: 'button', name: 'Copy as' });
  await menu.focus();
  await press(page, 'Enter');
  await find(page, { role: 'option', name: 'curl' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Value');
  await look(page, '20-copy-as-page');
  const highlighted = (): Promise<string | undefined> =>
    page.evaluate(() => document.querySelector('[role=menuitem][data-highlighted]')?.textContent);
  for (const item of ['Header', 'curl']) {
    await press(page, 'ArrowDown');
    await expect.poll(highlighted).toBe(item);
  }
  await press(page, 'Enter');
  await seeText(page, 'Copied. Cleared');
  const command = await readClipboard(page);
  expect(command).toContain('/front/me');
  expect(await runCurl(command)).toBe(200);
  await page.close();
});

test('pinned and recent tokens stand first, as long as nothing is searched for', async () => {
  const earlier = await stage.openExtension('popup.html');
  await fill(earlier, 'Search tokens', 'warehouse');
  await find(earlier, { role: 'option', name: `${READER}…` });
  await earlier.keyboard.down('Control');
  await press(earlier, 'c');
  await earlier.keyboard.up('Control');
  await seeText(earlier, 'Copied');
  await click(earlier, { role: 'button', name: 'Clear search' });
  await earlier.close();

  const popup = await stage.openExtension('popup.html');
  await popup.setViewport({ width: 400, height: 600 });
  const shown = (): Promise<string[]> =>
    popup.evaluate(() =>
      [...document.querySelectorAll('[role=option]')].map(
        (row) =>
          `${row.getAttribute('aria-description')}: ${row.querySelector('.font-semibold')?.textContent}`,
      ),
    );
  await find(popup, { role: 'option', name: `${READER}…` });
  expect((await shown())[0]).toBe(`Recent: ${READER}`);
  await expect.poll(shown).toContain(`All others: ${WIDE}`);

  // By keyboard: the arrows come to it, Enter opens it, Tab leads to the pin.
  await fill(popup, 'Search tokens', 'n8n');
  await expect.poll(shown).toEqual([`null: ${WIDE}`]);
  await press(popup, 'Enter');
  const pin = await find(popup, { role: 'button', name: 'Pin to the top' });
  await pin.focus();
  await press(popup, 'Enter');
  await popup.waitForSelector('[aria-label="Pin to the top"][aria-pressed=true]');
  await look(popup, '20-card-pinned');
  await press(popup, 'Escape');
  await click(popup, { role: 'button', name: 'Clear search' });
  await expect.poll(async () => (await shown())[0]).toBe(`Pinned: ${WIDE}`);
  expect(await shown()).toContain(`Recent: ${READER}`);
  await look(popup, '20-at-hand');

  // The first row is the one that Enter opens.
  await (await find(popup, { role: 'field', name: 'Search tokens' })).focus();
  await press(popup, 'Enter');
  await find(popup, { role: 'heading', name: WIDE });
  await press(popup, 'Escape');
  await popup.close();

  const again = await stage.openExtension('popup.html');
  await find(again, { role: 'option', name: `${WIDE}…` });
  const first = await again.evaluate(() =>
    document.querySelector('[role=option]')?.getAttribute('aria-description'),
  );
  expect(first).toBe('Pinned');
  await again.close();
});

test('signed out or locked the page is told the scope and nothing of ours', async () => {
  const options = await stage.openExtension('options.html#/tokens');
  await click(options, { role: 'button', name: 'Lock now' });
  await find(options, { role: 'button', name: 'Unlock…' });
  const page = await open('/reference/list-contacts');
  await untilLabel(page, 'contacts:read · sign in to see your tokens');
  await stage.picture(page, '20-label-locked');
  await page.close();
  await options.close();
});

test('who hides the label has it hidden everywhere, until they want it again', async () => {
  const page = await open('/reference/list-contacts');
  await untilLabel(page, 'contacts:read · sign in to see your tokens');
  const { x, y } = await labelPoint(page, 'hide');
  await page.bringToFront();
  await page.mouse.click(x, y);
  await untilLabel(page, null);
  await page.reload();
  await follow(page, 'GET List tags', 'List tags');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  expect(await readLabel(page)).toBeNull();
  await page.close();
});
