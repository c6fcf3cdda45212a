/**
 * `npm run screenshots`: runs the product against the stand-in Front and takes the pictures of the
 * README and the guides, so that they show what is there. Build first.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { startFront } from '../tests/front/start.ts';
import { findBrowser } from './find-browser.ts';
import { freePort } from './free-port.ts';
import { launchBrowser } from './launch-browser.ts';
import { openExtension } from './open-extension.ts';
import { runService } from './run-service.ts';
import { seedDemo } from './seed-demo.ts';
import { signInAsFirstAdmin } from './sign-in.ts';

const IMAGES = path.resolve('docs/images');
const SETTLED_MS = 800;

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
mkdirSync(IMAGES, { recursive: true });
try {
  await signInAsFirstAdmin(launched, service);
  await shoot(await openExtension(launched, 'popup.html'), 'popup', 400, 600);
  const settings = await launched.browser.newPage();
  await settings.goto(`${launched.frontAppOrigin}/settings/developers`);
  await shoot(settings, 'front-settings', 1440, 760);
} finally {
  await launched.browser.close();
  await service.stop();
  await front.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function shoot(page: Page, name: string, width: number, height: number): Promise<void> {
  await page.setViewport({ width, height, deviceScaleFactor: 2 });
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  await page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
  await page.close();
}
