/**
 * `npm run screenshots`: runs the product against the stand-in Front and takes the pictures of the
 * README and the guides, so that they show what is there. Build first.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { startFront } from '../tests/front/start.ts';
import { click, fill, find } from '../tests/e2e/support/find.ts';
import { findBrowser } from './find-browser.ts';
import { freePort } from './free-port.ts';
import { launchBrowser } from './launch-browser.ts';
import { openExtension } from './open-extension.ts';
import { runService } from './run-service.ts';
import { seedDemo } from './seed-demo.ts';
import { signInAsFirstAdmin, signInWindow } from './sign-in.ts';

const IMAGES = path.resolve('docs/images');
const SETTLED_MS = 800;
const ASKED_FOR = 'Order lookup – sidebar plugin – staging';

const found = findBrowser('chromium');
if (found === null) throw new Error('Chromium is needed for the pictures.');
const dataDir = mkdtempSync(path.join(tmpdir(), 'companion-pictures-'));
const front = await startFront();
const service = await runService({
  port: await freePort(),
  dataDir,
  frontApiUrl: front.apiUrl,
  output: 'ignore',
});
await seedDemo(service, front);
const launched = await launchBrowser(found, { headless: true, frontAppPort: front.appPort });
const theirs = await launchBrowser(found, { headless: true });
mkdirSync(IMAGES, { recursive: true });
try {
  await signInAsFirstAdmin(launched, service);
  await shoot(await openExtension(launched, 'popup.html'), 'popup', 400, 600);
  const settings = await launched.browser.newPage();
  await settings.goto(`${launched.frontAppOrigin}/settings/developers`);
  await shoot(settings, 'front-settings', 1440, 760);
  await askAsMember();
  await shoot(await openExtension(launched, 'options.html#/requests'), 'requests', 960, 420);
  await shoot(await openExtension(launched, 'options.html#/audit'), 'audit', 960, 420);
  await forTheGuides();
} finally {
  await launched.browser.close();
  await theirs.browser.close();
  await service.stop();
  await front.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** One picture for each step that a guide explains. */
async function forTheGuides(): Promise<void> {
  const options = (hash: string): Promise<Page> => openExtension(launched, `options.html#/${hash}`);
  await shoot(await options('health'), 'health', 960, 640);
  await shoot(await options('tags'), 'tags', 960, 520);
  const create = await options('tokens/new');
  await click(create, { role: 'field', name: 'Issue a token here…' });
  await fill(create, 'Name', 'Survey – contact export – production');
  await shoot(create, 'create', 960, 820);
  const panel = await openExtension(launched, 'sidepanel.html');
  await panel.setViewport({ width: 400, height: 640, deviceScaleFactor: 2 });
  await fill(panel, 'Search tokens', ASKED_FOR);
  await click(panel, { role: 'option', name: `${ASKED_FOR}…` });
  await click(panel, { role: 'button', name: 'Edit notes' });
  await shoot(panel, 'notes', 400, 640);
  const planner = await openExtension(launched, 'sidepanel.html');
  await planner.setViewport({ width: 400, height: 640, deviceScaleFactor: 2 });
  await click(planner, { role: 'button', name: 'Scope planner' });
  await fill(planner, 'Or paste what it will run', 'curl https://api2.frontapp.com/contacts');
  await find(planner, { role: 'any', name: 'List contacts' });
  await shoot(planner, 'planner', 400, 640);
  const docs = await launched.browser.newPage();
  await docs.setViewport({ width: 1000, height: 560, deviceScaleFactor: 2 });
  await docs.goto(`${launched.frontDocsOrigin}/reference/list-contacts`);
  await shoot(docs, 'reference', 1000, 560);
  const operation = await options('operations/list-contacts');
  await shoot(operation, 'operation', 960, 560);
}

/** Somebody is invited, joins in a browser of their own and asks for a token, all on the real pages. */
async function askAsMember(): Promise<void> {
  const admin = await openExtension(launched, 'options.html#/people');
  await click(admin, { role: 'button', name: 'Invite' });
  await fill(admin, 'Name…', 'Max Member');
  await click(admin, { role: 'button', name: 'Create link' });
  const shown = await find(admin, { role: 'any', name: `${service.address}/invitation#…` });
  const link = await shown.evaluate((element) => element.innerText.trim());
  await admin.close();
  const page = await openExtension(theirs, 'options.html#/invitation');
  await fill(page, 'Invitation link', link);
  await click(page, { role: 'button', name: 'Connect' });
  const appeared = signInWindow(theirs.browser, service.address);
  await click(page, { role: 'button', name: 'Sign in' });
  const window = await appeared;
  await fill(window, 'Your name', 'Max Member');
  // The window closes itself during the click, which looks like a failed one.
  await click(window, { role: 'button', name: 'Join and sign in' }).catch(() => undefined);
  // Only the rows in sight are in the page.
  await fill(page, 'Search tokens', ASKED_FOR);
  await click(page, { role: 'link', name: ASKED_FOR });
  await click(page, { role: 'button', name: 'Ask for access' });
  await fill(page, 'Why do you need it?', 'The import of Thursday’s contacts, until Friday');
  await click(page, { role: 'button', name: 'Send request' });
  await find(page, { role: 'button', name: 'Withdraw' });
  await page.close();
}

async function shoot(page: Page, name: string, width: number, height: number): Promise<void> {
  await page.setViewport({ width, height, deviceScaleFactor: 2 });
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  await page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
  await page.close();
}
