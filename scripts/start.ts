/**
 * `npm start`: builds the extension, starts the service with its embedded database, says what to do
 * next, and opens a browser with the extension where one and a display are found.
 * `npm run demo`: the same against a stand-in Front with sample tokens, signed in.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { startFront, type FrontStandIn } from '../tests/front/start.ts';
import { findBrowser, hasDisplay } from './find-browser.ts';
import { launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { openExtension } from './open-extension.ts';
import { runService, type RunningService } from './run-service.ts';
import { seedDemo } from './seed-demo.ts';
import { signInAsFirstAdmin } from './sign-in.ts';

const say = (line = ''): boolean => process.stdout.write(`${line}\n`);
const demo = process.argv.includes('--demo');
const port = Number(process.env.PORT ?? 4180);
const OWN_TAB_WITHIN_MS = 4_000;

async function main(): Promise<void> {
  say('Building the extension …');
  await build();

  const front = demo ? await startFront() : null;
  const dataDir = demo
    ? mkdtempSync(path.join(tmpdir(), 'front-token-companion-demo-'))
    : path.resolve(process.env.DATA_DIR ?? '.data');
  const service = await runService({
    port,
    dataDir,
    output: demo ? 'ignore' : 'inherit',
    // A person watches this terminal: warnings are for them, a line for each request is not.
    logLevel: process.env.LOG_LEVEL ?? 'warn',
    ...(front === null ? {} : { frontApiUrl: front.apiUrl }),
  });
  if (front !== null) {
    const count = await seedDemo(service, front);
    say(`Demo: ${count} sample tokens in a stand-in Front. Nothing here reaches the real one.`);
  }

  say();
  say(`Service      ${service.address}   (its interface: ${service.address}/docs)`);
  say(
    `Chrome       chrome://extensions → Developer mode → Load unpacked → ${path.resolve('.output/chrome-mv3')}`,
  );
  say(
    `Firefox      about:debugging#/runtime/this-firefox → Load Temporary Add-on → ${path.resolve('.output/firefox-mv3/manifest.json')}`,
  );
  const { browser, signedIn } = await openBrowser(service, front);
  // With a browser the demo is signed in already, which used the code up.
  if (demo && !signedIn) say(`Set-up code  ${service.setupCode()}   (asked for when you sign in)`);
  say('Stop with Ctrl+C.');

  await untilStopped();
  // Ctrl+C reaches the browser too, which may be gone by now.
  await browser?.close().catch(() => undefined);
  await service.stop();
  await front?.close();
  if (demo) rmSync(dataDir, { recursive: true, force: true });
}

/** Builds both versions. What the build says is shown only when it fails. */
function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/build.ts'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else
        reject(new Error(`${said}\nThe extension could not be built; what is wrong stands above.`));
    });
  });
}

interface Opened {
  /** Null where none could be opened. */
  readonly browser: Browser | null;
  /** Whether the demo is signed in there. */
  readonly signedIn: boolean;
}

/** Opens a browser with the extension where one can be shown. */
async function openBrowser(service: RunningService, front: FrontStandIn | null): Promise<Opened> {
  let browser: Browser | null = null;
  const found = findBrowser('chromium') ?? findBrowser('firefox');
  if (found === null || !hasDisplay()) {
    say(
      `Browser      none opened: ${found === null ? 'none found' : 'no display here'}. Load the extension as above.`,
    );
    return { browser, signedIn: false };
  }
  try {
    const profileDir = demo ? undefined : path.resolve('.data/browser', found.name);
    const launched = await launchBrowser(found, {
      headless: false,
      onSignal: 'leave',
      ...(profileDir === undefined ? {} : { profileDir }),
      ...(front === null ? {} : { frontAppPort: front.appPort }),
    });
    ({ browser } = launched);
    say(`Browser      opened ${found.path}`);
    if (front === null) {
      await showOptions(launched);
      await closeBlank(launched.browser);
      return { browser, signedIn: false };
    }
    await signInAsFirstAdmin(launched, service);
    // A person can't guess where the stand-in of Front's pages is: in Firefox it has a port of its own.
    for (const address of [
      `${launched.frontDocsOrigin}/reference/list-tags`,
      `${launched.frontAppOrigin}/settings/developers`,
    ]) {
      const page = await launched.browser.newPage();
      await page.goto(address);
    }
    await openExtension(launched, 'options.html#/tokens');
    await closeBlank(launched.browser);
    return { browser, signedIn: true };
  } catch (error) {
    // A browser that does not start must not take the service along.
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    say(`Browser      could not be opened (${reason}). Load the extension as above.`);
    return { browser, signedIn: false };
  }
}

/** The empty tab that a browser begins with. */
async function closeBlank(browser: Browser): Promise<void> {
  for (const page of await browser.pages()) {
    if ((await addressOf(page)) === 'about:blank') await page.close();
  }
}

/** The first time, the extension opens its first steps by itself; a profile that has it already is shown the list. */
async function showOptions(launched: LaunchedBrowser): Promise<void> {
  const deadline = Date.now() + OWN_TAB_WITHIN_MS;
  while (Date.now() < deadline) {
    const addresses = await Promise.all((await launched.browser.pages()).map(addressOf));
    if (addresses.some((address) => address.includes('options.html'))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await openExtension(launched, 'options.html#/tokens');
}

/** Asked of the page itself: Firefox's remote protocol takes an extension's page for an empty one. */
function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href).catch(() => '');
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
