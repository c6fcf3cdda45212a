import type { Page } from 'puppeteer-core';
import { apiOf } from '../tests/e2e/support/api.ts';
import { readClosedRoots } from '../tests/e2e/support/closed-roots.ts';
import { setStage, type Stage } from '../tests/e2e/support/story.ts';
import { buildExtension } from './support/build-extension.ts';
import { tracePage, type PageCost } from './support/trace-page.ts';
import type { Table } from './support/table.ts';

/** Rows that the page shows at once; the service has a note on each. */
const ROWS = 1_000;
const BATCHES = 200;
const RUNS = 3;
const SETTLE_MS = 1_500;
const SCROLL_STEPS = 100;
const SEEDS_AT_ONCE = 20;

const BADGE = '[data-front-token-companion]';
const LIST = '/settings/developers';
const OTHER = '/settings/general';

/** What one run has measured, in ms. */
interface Run {
  readonly list: PageCost;
  readonly scroll: PageCost;
  readonly batches: PageCost;
  readonly other: PageCost;
}

/**
 * What the content script costs the page that it runs in, in real Chromium, signed in to a real
 * service, with the build that users get. Told by Chromium's own trace.
 */
export default async function benchContentScript(): Promise<Table> {
  buildExtension();
  const stage = await setStage();
  try {
    await seed(stage);
    await stage.signIn();
    await fetchNotes(stage);
    const runs: Run[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      process.stderr.write(`content script: run ${run} of ${RUNS}\n`);
      runs.push(await measure(stage));
    }
    return tableOf(runs);
  } finally {
    await stage.close();
  }
}

async function seed(stage: Stage): Promise<void> {
  const api = apiOf(stage.service);
  const record = async (name: string): Promise<void> => {
    const { value } = await stage.front.createToken({ name, scopes: ['tags:read'] });
    await api.create({
      kind: 'front',
      name,
      value,
      purpose: 'Copies contacts from there to here every night at two.',
      owner: 'Data team',
      tags: ['bench', 'nightly'],
    });
  };
  for (let i = 0; i < ROWS; i += SEEDS_AT_ONCE) {
    const names = Array.from(
      { length: SEEDS_AT_ONCE },
      (_, k) => `System ${i + k} – nightly sync – production`,
    );
    await Promise.all(names.map(record));
  }
}

/** The first visit of the list fetches the notes from the service, and is not measured. */
async function fetchNotes({ browser, frontAppOrigin }: Stage): Promise<void> {
  const page = await browser.newPage();
  await visit(page, frontAppOrigin + LIST);
  await expectBadges(page);
  await page.close();
}

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle0' });
  await settle();
}

/** Each of the pages once, in a tab of its own. */
async function measure({ browser, frontAppOrigin }: Stage): Promise<Run> {
  const bare = await browser.newPage();
  const other = await tracePage(bare, () => visit(bare, frontAppOrigin + OTHER));
  await bare.close();
  const page = await browser.newPage();
  const list = await tracePage(page, () => visit(page, frontAppOrigin + LIST));
  await expectBadges(page);
  const scroll = await tracePage(page, () => scrollThrough(page));
  await expectBadges(page, ROWS);
  await page.reload({ waitUntil: 'networkidle0' });
  await settle();
  await expectBadges(page);
  const batches = await tracePage(page, () => changeRows(page));
  await page.close();
  return { list, scroll, batches, other };
}

/**
 * A row in sight without its badge would make everything here look cheap.
 * @param count how many badges there have to be; as many as there are rows in sight when left out
 * @throws Error when rows or badges are missing
 */
async function expectBadges(page: Page, count?: number): Promise<void> {
  const [rows, inSight] = await page.evaluate(() => {
    const all = [...document.querySelectorAll('tbody tr')];
    const seen = all.filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
    return [all.length, seen.length] as const;
  });
  const badges = await readClosedRoots(page, BADGE);
  const drawn = badges.filter((texts) => texts.join(' ').includes('Copies contacts')).length;
  const wanted = count ?? inSight;
  if (rows !== ROWS || wanted === 0 || drawn < wanted) {
    throw new Error(`${drawn} badges instead of ${wanted} are drawn on ${rows} rows`);
  }
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
}

/** Brings each row into sight once, so that each has its badge in the end. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async (steps) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
    const rows = [...document.querySelectorAll('tbody tr')];
    for (let step = 0; step < steps; step += 1) {
      rows[Math.floor((step * rows.length) / steps)]?.scrollIntoView({ block: 'start' });
      await frame();
      await frame();
    }
    rows.at(-1)?.scrollIntoView();
  }, SCROLL_STEPS);
  await settle();
}

/** Changes the list as a live page does: a text here, a row taken out and put back there. */
async function changeRows(page: Page): Promise<void> {
  await page.evaluate(async (count) => {
    const rows = [...document.querySelectorAll('tbody tr')];
    for (let i = 0; i < count; i += 1) {
      const row = rows[(i * 37) % rows.length];
      const text = row?.querySelector('td span')?.firstChild as Text | null | undefined;
      if (i % 2 === 0 && text) text.data = `Row ${i} renamed`;
      else if (row) row.parentElement?.append(row);
      await new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
    }
  }, BATCHES);
  await settle();
}

function tableOf(runs: readonly Run[]): Table {
  const row = (
    what: string,
    pick: (run: Run) => { readonly script: number; readonly page: number },
    target: number | null,
  ): string[] => {
    const picked = runs.map(pick);
    const script = percentile(
      picked.map((one) => one.script),
      0.5,
    );
    const page = percentile(
      picked.map((one) => one.page),
      0.5,
    );
    return [
      what,
      `${script.toFixed(2)} ms`,
      `${page.toFixed(2)} ms`,
      (script / page).toFixed(3),
      target === null ? '' : `≤ ${target} ms`,
      target === null ? '' : script <= target ? 'ok' : 'OVER',
    ];
  };
  const work = ({ turns, page }: PageCost) => ({ script: sum(turns), page });
  return {
    title: `Content script in Chromium, ${ROWS.toLocaleString('en')} rows with a note each, median of ${RUNS} runs`,
    columns: ['main thread', 'script', 'the page’s own', 'ratio', 'target', ''],
    rows: [
      row('annotating 1,000 rows', ({ list }) => work(list), 50),
      row(
        '  its longest turn',
        ({ list }) => ({ script: Math.max(...list.turns), page: list.page }),
        null,
      ),
      row('scrolling through them, all 1,000 badges', ({ scroll }) => work(scroll), null),
      row(
        'a batch of mutations, p95',
        ({ batches }) => ({
          script: percentile(batches.turns, 0.95),
          page: batches.page / BATCHES,
        }),
        1,
      ),
      row('a page without tokens', ({ other }) => work(other), 1),
      row(
        'once a page: compiling',
        ({ other }) => ({ script: other.compile, page: other.page }),
        null,
      ),
      row(
        'once a page: evaluating',
        ({ other }) => ({ script: other.evaluate, page: other.page }),
        null,
      ),
    ],
    notes: [
      'CPU time of the page’s main thread as Chromium’s trace tells it; the tracing itself is in it.',
      'The script’s share is its turns: looks, observers, timers, answers. What the browser itself does for',
      'the badges (their layout and paint) is in the page’s own. Compiling and evaluating happen once for',
      'each load of any settings page, whatever is on it; their targets are the script’s size.',
    ],
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
