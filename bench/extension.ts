import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { GECKO_ID } from '../contract/extension-ids.ts';
import { findBrowser, type BrowserName } from '../scripts/find-browser.ts';
import { freePort } from '../scripts/free-port.ts';
import { FIREFOX_UUID, launchBrowser, type LaunchedBrowser } from '../scripts/launch-browser.ts';
import { openExtension } from '../scripts/open-extension.ts';
import { runService } from '../scripts/run-service.ts';
import { signInAsFirstAdmin } from '../scripts/sign-in.ts';
import { apiOf } from '../tests/e2e/support/api.ts';
import { stopChromiumWorker } from '../tests/e2e/support/stop-worker.ts';
import { LAST_LOOK } from '../utils/at-hand/last-look-key.ts';
import { buildExtension } from './support/build-extension.ts';
import { copyTimes } from './support/copy-times.ts';
import { buildEmptyPopup, EMPTY_GECKO_ID, type EmptyPopup } from './support/empty-popup.ts';
import { openPopup, openSmall, pause, type Opening } from './support/open-popup.ts';
import { ms, percentile } from './support/percentile.ts';
import { seedTokens } from './support/seed-tokens.ts';
import type { Table } from './support/table.ts';
import { SEARCH, typeWord, watchKeys } from './support/type-word.ts';
import { withWatch } from './support/with-watch.ts';

const SIZES = [0, 1_000, 10_000] as const;
const LAST_SIZE = SIZES.at(-1);
/** After which Firefox ends a background page that has nothing to do, and how long to wait for it. */
const FIREFOX_IDLE_MS = 12_000;
const FIREFOX_ENDED_MS = 14_000;
const OPENINGS = 15;
/** Where there is a target. With a quarter as many, one and the same build differs by a fifth from run to run. */
const JUDGED_OPENINGS = 61;
/** Each of them waits for Firefox. */
const FIREFOX_COLD_OPENINGS = 10;
const COPIES = 30;
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
/** What a popup shows first: its rows, or what it says where there is none. */
const FIRST = { rows: '[role=option]', none: 'h2' } as const;
const EMPTY_UUID = 'b0a3a0d0-2f1c-4d55-8a64-3b8f0f6f7a11';

/**
 * The popup with no, a thousand and ten thousand tokens in its cache, in real Chromium and Firefox
 * with the build that users get and one script more that takes the time, beside a popup of the same
 * make that holds nothing but React.
 */
export default async function* benchExtension(): AsyncGenerator<Table> {
  buildExtension();
  for (const name of ['chromium', 'firefox'] as const) yield* benchBrowser(name);
}

async function* benchBrowser(name: BrowserName): AsyncGenerator<Table> {
  const found = findBrowser(name);
  if (found === null) throw new Error(`no ${name} here: the popup is measured in it`);
  const folder = mkdtempSync(path.join(tmpdir(), 'companion-bench-'));
  const built = await buildEmptyPopup(path.join(folder, 'built'), name, EMPTY_UUID);
  const empty = { ...built, folder: withWatch(built.folder, path.join(folder, 'empty')) };
  const ours = path.resolve(name === 'chromium' ? '.output/chrome-mv3' : '.output/firefox-mv3');
  const service = await runService({
    port: await freePort(),
    dataDir: path.join(folder, 'data'),
    output: 'ignore',
  });
  const launched = await launchBrowser(found, {
    headless: true,
    extension: withWatch(ours, path.join(folder, 'ours')),
    moreExtensions: [empty.folder],
    firefoxPrefs: {
      'extensions.webextensions.uuids': JSON.stringify({
        [GECKO_ID]: FIREFOX_UUID,
        [EMPTY_GECKO_ID]: EMPTY_UUID,
      }),
      'dom.events.testing.asyncClipboard': true,
      'extensions.background.idle.timeout': FIREFOX_IDLE_MS,
    },
  });
  try {
    if (name === 'firefox') await launched.browser.installExtension(empty.folder);
    await signInAsFirstAdmin(launched, service);
    // Ours has a page open, and so a process that its popup can use: the other one gets the same.
    await openSmall(launched.browser, `${empty.origin}popup.html`);
    const rows: string[][] = [];
    let tokens = 0;
    for (const size of SIZES) {
      await seedTokens(apiOf(service), tokens, size);
      tokens = size;
      await untilCached(launched, size);
      rows.push(await openInTurns(launched, empty, size, 'warm'));
      // In Firefox each of these takes seconds.
      if (name === 'chromium' || size === LAST_SIZE) {
        rows.push(await openInTurns(launched, empty, size, 'cold'));
      }
      if (size === LAST_SIZE) rows.push(await openInTurns(launched, empty, size, 'first'));
    }
    yield {
      title: `First rows of the popup, in ${name}`,
      columns: ['', 'measured', 'empty React popup', 'ratio', 'target', 'rows that answer'],
      rows,
      notes: [
        `Medians of ${OPENINGS} openings of each popup in turns (${JUDGED_OPENINGS} where there is a target, ${FIREFOX_COLD_OPENINGS} for a cold background in Firefox), from the start of the navigation to the frame after the rows are in the page. Cold: the worker was stopped before each opening, or Firefox given the time to end its background page. For the first time: nothing is kept of an earlier opening. Rows may be shown before React has been loaded; “rows that answer” are React’s own. Either extension has another page open all the while, so that neither popup waits for a process.`,
      ],
    };
    const popup = await openExtension(launched, 'popup.html');
    await untilAllAreThere(popup, tokens);
    await popup.setViewport({ width: 400, height: 600 });
    yield await keystrokes(name, launched, empty, popup);
    yield await copies(name, popup);
  } finally {
    await launched.browser.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `first`: as when the browser has just been started and keeps nothing of an earlier opening. */
const KINDS = { warm: 'warm background', cold: 'cold background', first: 'for the first time' };

async function openInTurns(
  launched: LaunchedBrowser,
  empty: EmptyPopup,
  size: number,
  kind: keyof typeof KINDS,
): Promise<string[]> {
  const ours: Opening[] = [];
  const theirs: Opening[] = [];
  const popup = `${launched.extensionOrigin}popup.html`;
  // In turns, so that whatever else the machine does meets both alike.
  const isSlow = kind === 'cold' && isFirefox(launched);
  const isJudged = size === LAST_SIZE && kind !== 'first';
  const openings = isJudged ? JUDGED_OPENINGS : OPENINGS;
  const helper = kind === 'first' ? await openExtension(launched, 'options.html#/settings') : null;
  for (let i = 0; i < (isSlow ? FIREFOX_COLD_OPENINGS : openings); i += 1) {
    if (kind === 'cold') await stopBackground(launched);
    await helper?.evaluate((key) => chrome.storage.session.remove(key), LAST_LOOK);
    const inTurn = [
      async () => theirs.push(await openPopup(launched.browser, `${empty.origin}popup.html`, 'h1')),
      async () =>
        ours.push(await openPopup(launched.browser, popup, size === 0 ? FIRST.none : FIRST.rows)),
    ];
    // Who is first after a pause finds everything put away.
    for (const open of i % 2 === 0 ? inTurn : inTurn.reverse()) await open();
  }
  await helper?.close();
  const median = (openings: readonly Opening[], when: keyof Opening): number =>
    percentile(
      openings.map((opening) => opening[when]),
      0.5,
    );
  const [mine, ready, floor] = [
    median(ours, 'painted'),
    median(ours, 'ready'),
    median(theirs, 'painted'),
  ];
  return [
    `${size.toLocaleString('en')} tokens, ${KINDS[kind]}`,
    ms(mine),
    ms(floor),
    (mine / floor).toFixed(2),
    isJudged ? '1.25' : '',
    `${ms(ready)} (${(ready / floor).toFixed(2)})`,
  ];
}

function isFirefox({ extensionOrigin }: LaunchedBrowser): boolean {
  return extensionOrigin.startsWith('moz-extension:');
}

async function stopBackground(launched: LaunchedBrowser): Promise<void> {
  if (isFirefox(launched)) await pause(FIREFOX_ENDED_MS);
  else await stopChromiumWorker(launched);
}

async function keystrokes(
  name: BrowserName,
  { browser }: LaunchedBrowser,
  empty: EmptyPopup,
  popup: Page,
): Promise<Table> {
  const blank = await openSmall(browser, `${empty.origin}popup.html?type`);
  await blank.waitForSelector(SEARCH);
  const [keys, blankKeys] = await typeInTurns(popup, blank);
  const row = (words: string, share: number, target: string): readonly string[] => {
    const [mine, floor] = [percentile(keys, share), percentile(blankKeys, share)];
    return [words, ms(mine), ms(floor), (mine / floor).toFixed(2), target];
  };
  return {
    title: `From a keystroke to painted results among 10,000 tokens, in ${name}`,
    columns: ['', 'measured', 'empty React popup', 'ratio', 'target'],
    rows: [row('p50', 0.5, ''), row('p95', 0.95, '16 ms')],
    notes: [
      `${keys.length} keystrokes in each popup, word by word in turns, about one every 120 ms at no particular moment of a 60 Hz frame: from the press, as the browser stamped it, to the end of painting the frame with the last change that came of it. The empty popup shows what was typed and no more.`,
    ],
  };
}

async function copies(name: BrowserName, popup: Page): Promise<Table> {
  const times = await copyTimes(popup, COPIES);
  return {
    title: `From a click on Copy to the value on the clipboard, in ${name}`,
    columns: ['', 'measured', 'target'],
    rows: [
      ['p50', ms(percentile(times, 0.5)), '100 ms'],
      ['p95', ms(percentile(times, 0.95)), ''],
    ],
    notes: [
      `${COPIES} clicks with a warm worker and a service on this machine: the value comes from it each time, the guard that clears the clipboard is set, and then it is written.`,
    ],
  };
}

async function untilCached(launched: LaunchedBrowser, size: number): Promise<void> {
  const popup = await openExtension(launched, 'popup.html');
  await untilAllAreThere(popup, size);
  await popup.close();
}

/** Until all rows have been read from the cache a search would look at a part of them. */
async function untilAllAreThere(popup: Page, size: number): Promise<void> {
  const wanted = { timeout: SYNC_TIMEOUT_MS, polling: 500 } as const;
  if (size === 0) await popup.waitForSelector(FIRST.none, { timeout: SYNC_TIMEOUT_MS });
  else {
    await popup.waitForFunction(
      (count) => document.querySelector('[role=option]')?.getAttribute('aria-setsize') === count,
      wanted,
      String(size),
    );
  }
  // The asking what is new, after which the popup's last line says so.
  await popup.waitForSelector('[aria-label=Refresh]:not(:disabled)');
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
