import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { signInWindow } from '../../scripts/sign-in.ts';
import { apiOf, callFront } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { dumpStorage } from './support/dump-storage.ts';
import { click, fill, find, gone, seeText } from './support/find.ts';
import { createInFront, deleteInFront, openInFront, revealInFront } from './support/front-page.ts';
import { setStage, type Stage, type StageBrowser } from './support/story.ts';

const NAME = 'Warehouse – stock sync – production';
const PURPOSE = 'Behind the stock sync. The warehouse team runs it.';
const MEMBER = 'Max Member';
const PASTED = [
  'curl https://api2.frontapp.com/contacts -H "Authorization: Bearer eyJ0eXAiOiJKV1QifQ.eyJpc3MiOiJmcm9udCJ9.abcdefghijklmnopqrstu"',
  "await fetch(`${API}/contacts/${id}`, { method: 'PATCH' })",
  'https://dev.frontapp.com/reference/list-dinosaurs',
].join('\n');

let stage: Stage;
/** The other person's browser; the stage's own is the admin's. */
let theirs: StageBrowser;
/** Front's page, and the panel that stands beside it. */
let front: Page;
let panel: Page;
let guide: Page;
let token: Token;
let issued: Token;
/** What the program has that calls Front; it stays the same to the end. */
let client = '';

beforeAll(async () => {
  stage = await setStage({ front: { rateLimit: 1_000 } });
  theirs = await stage.anotherBrowser();
  await stage.signIn();
  front = await stage.browser.newPage();
  await front.goto(`${stage.frontAppOrigin}/settings/developers`);
  await find(front, { role: 'button', name: 'Create API token' });
});
afterAll(() => stage.close());

/** The panel's page in a tab of its own, told which tab it stands beside: as in the window that stands in for a panel. */
async function openPanel(): Promise<Page> {
  const page = await stage.openExtension('sidepanel.html');
  const tabId = await page.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    return tabs.find(({ url = '' }) => url.includes('/settings/developers'))?.id ?? -1;
  });
  await page.close();
  return stage.openExtension(`sidepanel.html?tab=${tabId}`);
}

/**
 * Waits until the script on Front's page has told what it shows. A person sees page and panel side by
 * side; here only one tab is in front, and a page that nobody sees tells nothing.
 */
async function untilTold(name: string): Promise<void> {
  const told = (): Promise<boolean> =>
    panel.evaluate(async (wanted) => {
      const kept = await chrome.storage.session.get<{
        'front-pages'?: readonly { facts: { kind: string; name?: string } }[];
      }>('front-pages');
      const pages = kept['front-pages'] ?? [];
      return pages.some(({ facts }) => facts.kind === 'details' && facts.name === wanted);
    }, name);
  await expect.poll(told, { timeout: 15_000, interval: 200 }).toBe(true);
}

const lastTokenOfFront = (): string | null => stage.front.calls.at(-1)?.tokenId ?? null;
const both = (page: Page, name: string): Promise<void> => bothThemes(stage, page, name);

it('plans the permissions from what the program runs, in the panel beside Front’s page', async () => {
  panel = await openPanel();
  await panel.setViewport({ width: 380, height: 800 });
  await click(panel, { role: 'button', name: 'Scope planner' });
  await fill(panel, 'Or paste what it will run', PASTED);
  await seeText(panel, 'A value was in the text');
  await seeText(panel, 'list-dinosaurs is no name in Front’s reference');
  await fill(panel, 'Name', NAME);
  await both(panel, '17-planned');
  // Its head stays in sight: the view scrolls inside, the panel itself does not.
  expect(
    await panel.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight),
  ).toBe(true);
  // Closed and opened again, it is all there, but for the value that was pasted.
  await panel.close();
  panel = await openPanel();
  await seeText(panel, 'List contacts');
  const kept = await dumpStorage(panel);
  expect(kept).toContain('list-dinosaurs');
  expect(kept).not.toContain('abcdefghijklmnopqrstu');
});

it('is followed on Front’s form, and recorded by one click', async () => {
  const planned = await panel.$$eval('[aria-label="What to tick"] tbody tr', (rows) =>
    rows.flatMap((row) =>
      [...row.querySelectorAll('td')].flatMap((cell) => {
        const [, permission] = /Tick (\w+)/.exec(cell.textContent) ?? [];
        const resource = row.querySelector('th')?.textContent ?? '';
        return permission === undefined ? [] : [`${resource} ${permission}`.toLowerCase()];
      }),
    ),
  );
  expect(planned).toEqual(['contacts read', 'contacts write']);
  await createInFront(front, NAME, planned);
  await untilTold(NAME);
  await panel.bringToFront();
  await seeText(panel, `Front shows ${NAME}, which is not in the register yet.`);
  await both(panel, '17-made-in-front');
  await click(panel, { role: 'button', name: 'Record it' });
  await find(panel, { role: 'heading', name: NAME });
  const [recorded] = await apiOf(stage.service).list();
  token = recorded!;
  expect(token).toMatchObject({
    kind: 'front',
    name: NAME,
    hint: null,
    scopes: ['contacts:read', 'contacts:write'],
    features: ['access_resources'],
  });
});

it('gives its value to the service by Save value, and to nobody else', async () => {
  await click(panel, { role: 'button', name: 'Save value' });
  await seeText(panel, 'The page shows no value');
  await both(panel, '17-nothing-to-save');
  const value = await revealInFront(front);
  await panel.bringToFront();
  await click(panel, { role: 'button', name: 'Save value' });
  await seeText(panel, 'Saved.');
  await both(panel, '17-saved');
  const api = apiOf(stage.service);
  expect(await api.reveal(token.id)).toBe(value);
  const left = (await dumpStorage(panel)) + (await panel.content());
  expect(left).toContain(NAME);
  expect(left).not.toContain(value.slice(-32, -8));
  token = await api.get(token.id);
  expect(token.hint).toBe(value.slice(-4));
});

it('is annotated by a second person, in the panel of their own browser', async () => {
  const link = await apiOf(stage.service).invite({ name: MEMBER, role: 'member' });
  const page = await theirs.openExtension('options.html#/invitation');
  await fill(page, 'Invitation link', link);
  await click(page, { role: 'button', name: 'Connect' });
  await seeText(page, 'Your invitation is ready');
  const appeared = signInWindow(theirs.browser, stage.service.address);
  await click(page, { role: 'button', name: 'Sign in' });
  const window = await appeared;
  // The window closes itself during the click, which looks like a failed one.
  await click(window, { role: 'button', name: 'Join and sign in' }).catch(() => undefined);
  await find(page, { role: 'link', name: NAME });
  await page.close();

  const theirPanel = await theirs.openExtension('sidepanel.html');
  await theirPanel.setViewport({ width: 380, height: 800 });
  await click(theirPanel, { role: 'option', name: `${NAME}…` });
  await find(theirPanel, { role: 'heading', name: NAME });
  await both(theirPanel, '17-member');
  await click(theirPanel, { role: 'button', name: 'Edit notes' });
  await fill(theirPanel, 'What is it for?', PURPOSE);
  await both(theirPanel, '17-member-edits');
  await click(theirPanel, { role: 'button', name: 'Save' });
  await seeText(theirPanel, 'Saved');
  await theirPanel.close();
  expect((await apiOf(stage.service).get(token.id)).purpose).toBe(PURPOSE);
});

it('backs an issued token, with which a program calls Front', async () => {
  const api = apiOf(stage.service);
  issued = await api.create({
    kind: 'issued',
    name: 'Stock sync – nightly job – production',
    scopes: ['contacts:read'],
    backedBy: token.id,
  });
  client = await api.reveal(issued.id);
  expect(await callFront(stage.service, client, '/contacts')).toBe(200);
  expect(lastTokenOfFront()).toBe(stage.front.tokens.find(({ name }) => name === NAME)?.id);
});

it('is replaced step by step, by a new token whose value is saved from Front’s page', async () => {
  guide = await stage.openExtension(`options.html#/tokens/${token.id}/replace`);
  const field = await find(guide, { role: 'field', name: 'Name' });
  const newName = await field.evaluate((input) => (input as HTMLInputElement).value);
  expect(newName).toContain(NAME);
  await both(guide, '17-guide-create');
  await createInFront(front, newName, ['contacts read', 'contacts write']);
  await untilTold(newName);
  const value = await revealInFront(front);
  await guide.bringToFront();
  await click(guide, { role: 'button', name: 'I have created it' });
  await find(guide, { role: 'button', name: 'Check and take it' });
  await both(guide, '17-guide-capture');
  await guide.close();

  await panel.close();
  panel = await openPanel();
  await find(panel, { role: 'heading', name: NAME });
  await click(panel, { role: 'button', name: 'Save value' });
  await seeText(panel, 'Another value is on record');
  await both(panel, '17-another-value');
  expect(await callFront(stage.service, client, '/contacts')).toBe(200);
  expect(lastTokenOfFront()).toBe(stage.front.tokens.find(({ name }) => name === NAME)?.id);
  await click(panel, { role: 'button', name: 'Replace it' });
  await seeText(panel, 'Replaced by the value that Front shows');
  expect(await apiOf(stage.service).reveal(token.id)).toBe(value);
});

it('goes on without the program changing anything, and the guide knows where it stands', async () => {
  expect(await callFront(stage.service, client, '/contacts')).toBe(200);
  expect(lastTokenOfFront()).not.toBe(stage.front.tokens.find(({ name }) => name === NAME)?.id);
  guide = await stage.openExtension(`options.html#/tokens/${token.id}/replace`);
  await click(guide, { role: 'button', name: 'Rename it here too' });
  await gone(guide, { role: 'button', name: 'Rename it here too' });
  await seeText(guide, 'Called since', 30_000);
  await both(guide, '17-guide-switched');
  await click(guide, { role: 'button', name: 'Go on' });
  await seeText(guide, 'Front does not say with which token a call was made');
  await both(guide, '17-guide-watch');
  await click(guide, { role: 'button', name: 'Everybody has changed over' });
  await click(guide, { role: 'button', name: 'I have deleted it' });
  await click(guide, { role: 'button', name: 'Ask Front' });
  await seeText(guide, 'Front still takes the old value');
  await both(guide, '17-guide-not-dead');
});

it('ends the old one in Front, and takes Front’s word for it', async () => {
  await deleteInFront(front, NAME);
  await guide.bringToFront();
  await click(guide, { role: 'button', name: 'Ask Front' });
  await seeText(guide, 'Front refused the old value');
  await both(guide, '17-guide-over');
  await click(guide, { role: 'button', name: 'Done' });
  await find(guide, { role: 'heading', name: `${NAME}…` });
  expect(await callFront(stage.service, client, '/contacts')).toBe(200);
  const { purpose } = await apiOf(stage.service).get(token.id);
  expect(purpose).toBe(PURPOSE);
  await guide.close();
});

it('is deleted in the panel, and the program is told so by the next call', async () => {
  const { name } = await apiOf(stage.service).get(token.id);
  await openInFront(front, name);
  await panel.bringToFront();
  await click(panel, { role: 'button', name: 'Delete' });
  await seeText(panel, 'One issued token stands on it and will stop working');
  await both(panel, '17-delete');
  await fill(panel, 'Type the name to confirm', name);
  await click(panel, { role: 'button', name: 'Delete token' });
  await find(panel, { role: 'field', name: 'Search tokens' });
  expect(await callFront(stage.service, client, '/contacts')).toBe(503);
});
