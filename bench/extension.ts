import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { findBrowser } from '../scripts/find-browser.ts';
import { freePort } from '../scripts/free-port.ts';
import { launchBrowser } from '../scripts/launch-browser.ts';
import { openExtension } from '../scripts/open-extension.ts';
import { runService } from '../scripts/run-service.ts';
import { signInAsFirstAdmin } from '../scripts/sign-in.ts';
import { apiOf } from '../tests/e2e/support/api.ts';
import { buildExtension } from './support/build-extension.ts';
import { buildEmptyPopup } from './support/empty-popup.ts';
import type { Table } from './support/table.ts';
import { typeWord, watchKeys } from './support/type-word.ts';

const TOKENS = 10_000;
const AT_ONCE = 32;
const OPENINGS = 15;
const WORDS = [
  'warehouse',
  'stripe 12',
  'nightly sync',
  'zzz',
  'production 99',
  'team',
  'hubspot 7',
  'every night',
  'Okta 5',
  'sync 9999',
];
const SYNC_TIMEOUT_MS = 120_000;

/**
 * The popup with 10,000 tokens in its cache, in real Chromium with the build that users get, beside
 * a popup of the same make that holds nothing but React.
 */
export default async function benchExtension(): Promise<Table> {
  const found = findBrowser('chromium');
  if (found === null) throw new Error('no Chromium here: the popup is measured in it');
  buildExtension();
  const folder = mkdtempSync(path.join(tmpdir(), 'companion-bench-'));
  const empty = await buildEmptyPopup(path.join(folder, 'empty'));
  const service = await runService({
    port: await freePort(),
    dataDir: path.join(folder, 'data'),
    output: 'ignore',
  });
  const launched = await launchBrowser(found, {
    headless: true,
    moreExtensions: [empty.folder],
  });
  try {
    await seed(apiOf(service));
    await signInAsFirstAdmin(launched, service);
    await untilCached(await openExtension(launched, 'popup.html'));

    const ours: number[] = [];
    const theirs: number[] = [];
    // In turns, so that whatever else the machine does meets both alike.
    for (let i = 0; i < OPENINGS; i += 1) {
      theirs.push(await open(launched.browser, `${empty.origin}popup.html`, 'h1'));
      ours.push(
        await open(launched.browser, `${launched.extensionOrigin}popup.html`, '[role=option]'),
      );
    }
    const popup = await openExtension(launched, 'popup.html');
    await untilAllAreThere(popup);
    const blank = await launched.browser.newPage();
    await blank.goto(`${empty.origin}popup.html?type`);
    // As large as the browser shows a popup: a larger window takes longer to paint.
    for (const page of [popup, blank]) await page.setViewport({ width: 400, height: 600 });
    const [keys, blankKeys] = await typeInTurns(popup, blank);
    const [first, base] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
    const strokes = (share: number): readonly string[] => {
      const [mine, floor] = [percentile(keys, share), percentile(blankKeys, share)];
      return [ms(mine), ms(floor), (mine / floor).toFixed(2)];
    };
    return {
      title: `The popup with ${TOKENS.toLocaleString('en')} tokens cached, in Chromium`,
      columns: ['', 'measured', 'empty React popup', 'ratio', 'target'],
      rows: [
        ['first rows painted, median', ms(first), ms(base), (first / base).toFixed(2), '1.25'],
        ['keystroke to painted results, p50', ...strokes(0.5), ''],
        ['keystroke to painted results, p95', ...strokes(0.95), '16 ms'],
      ],
      notes: [
        `${OPENINGS} openings of each popup in turns, from the start of the navigation to the frame after the rows are in the page.`,
        `${keys.length} keystrokes in each popup, word by word in turns, about one every 120 ms at no particular moment of a 60 Hz frame: from the press, as the browser stamped it, to the end of painting the frame with the last change that came of it. The empty popup shows what was typed and no more.`,
      ],
    };
  } finally {
    await launched.browser.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seed(api: ReturnType<typeof apiOf>): Promise<void> {
  const systems = ['Zendesk', 'Stripe', 'Shopify', 'Warehouse', 'HubSpot', 'Okta', 'Slack'];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < TOKENS) {
      const i = next++;
      await api.create({
        kind: 'issued',
        name: `${systems[i % systems.length]} – nightly sync ${i} – production`,
        scopes: ['contacts:read', 'contacts:write', 'tags:read'],
        purpose: 'Copies what has changed every night, and says so in the channel of the team.',
        tags: ['sync', `team-${i % 40}`],
        owner: `Team ${i % 40}`,
        environment: 'production',
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function untilCached(popup: Page): Promise<void> {
  await untilAllAreThere(popup);
  await popup.close();
}

/** Until all rows have been read from the cache a search would look at a part of them. */
async function untilAllAreThere(popup: Page): Promise<void> {
  await popup.waitForFunction(
    (count) => document.querySelector('[role=option]')?.getAttribute('aria-setsize') === count,
    { timeout: SYNC_TIMEOUT_MS, polling: 500 },
    String(TOKENS),
  );
  // The asking what is new, after which the popup's last line says so.
  await popup.waitForSelector('[aria-label=Refresh]:not(:disabled)');
}

/** Opens a page and tells when the element was painted, in ms from the start of the navigation. */
async function open(browser: Browser, url: string, selector: string): Promise<number> {
  const page = await browser.newPage();
  await page.setViewport({ width: 400, height: 600 });
  await page.evaluateOnNewDocument(watchFor, selector);
  await page.goto(url);
  const painted = await page.waitForFunction(() => (window as { painted?: number }).painted);
  const value = Number(await painted.jsonValue());
  await page.close();
  return value;
}

// Runs in the page, before its own scripts.
function watchFor(selector: string): void {
  const scope = window as { painted?: number };
  const look = (): void => {
    if (document.querySelector(selector) === null) {
      requestAnimationFrame(look);
      return;
    }
    // A message posted in a frame is delivered after that frame has been painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (scope.painted = performance.now());
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}

/** Word by word in turns, so that whatever else the machine does meets both alike. */
async function typeInTurns(ours: Page, theirs: Page): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (const page of [ours, theirs]) await watchKeys(page);
  for (const word of WORDS) {
    times[0].push(...(await typeWord(ours, word)));
    times[1].push(...(await typeWord(theirs, word)));
  }
  return times;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
