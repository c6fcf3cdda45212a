import { startFront } from '../tests/front/start.ts';
import { findBrowser } from '../scripts/find-browser.ts';
import { launchBrowser } from '../scripts/launch-browser.ts';
import type { CDPSession, Page } from 'puppeteer-core';

/** Rows that the page shows at once. */
const ROWS = 1_000;
const BATCHES = 200;
const RUNS = 3;
const SETTLE_MS = 1_500;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly dur?: number;
  /** Time that the thread itself ran, in µs: what other processes take on a busy machine is not in it. */
  readonly tdur?: number;
  readonly ts: number;
  readonly tid: number;
  readonly pid: number;
  readonly args?: { readonly data?: { readonly url?: string; readonly functionName?: string } };
}

/** What one visit of a page took on its main thread, in ms. */
interface Cost {
  /** Each turn of the content script: its start, its observers' callbacks, its timers. */
  readonly turns: readonly number[];
  /** The page's own work for the same rows: its scripts, styles, layout and paint. */
  readonly page: number;
}

/**
 * What the content script costs the page that it runs in, in real Chromium with the build that users
 * get. Told by Chromium's own trace, as the time of the script's turns beside the page's own work.
 */
export async function runContentScriptBench(): Promise<void> {
  const found = findBrowser('chromium');
  if (found === null) throw new Error('no Chromium here: the content script is measured in it');
  const front = await startFront();
  for (let i = 0; i < ROWS; i += 1) {
    await front.createToken({ name: `Row ${i} of the bench`, scopes: ['tags:read'] });
  }
  const { browser, frontAppOrigin } = await launchBrowser(found, {
    headless: true,
    frontAppPort: front.appPort,
  });
  try {
    const list: Cost[] = [];
    const other: Cost[] = [];
    const batches: Cost[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const page = await browser.newPage();
      list.push(await cost(page, () => visit(page, `${frontAppOrigin}/settings/developers`)));
      batches.push(await cost(page, () => changeRows(page)));
      other.push(await cost(page, () => visit(page, `${frontAppOrigin}/settings/general`)));
      await page.close();
    }
    print('annotating 1,000 rows', list.map(sumOfTurns), list.map(pageTime), 50);
    print(
      'a batch of mutations, p95',
      batches.map(({ turns }) => percentile(turns, 0.95)),
      batches.map((of) => of.page / BATCHES),
      1,
    );
    print('a page without tokens', other.map(sumOfTurns), other.map(pageTime), 1);
  } finally {
    await browser.close();
    await front.close();
  }
}

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle0' });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
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
}

/** Traces the page's main thread while `work` runs. */
async function cost(page: Page, work: () => Promise<void>): Promise<Cost> {
  const session: CDPSession = await page.createCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as never[])));
  await session.send('Tracing.start', {
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
    },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return costOf(events);
}

function costOf(events: readonly TraceEvent[]): Cost {
  const isOurs = ({ args }: TraceEvent): boolean =>
    args?.data?.url?.startsWith('chrome-extension://') === true;
  const ours = outermost(
    events.filter(
      (event) =>
        event.ph === 'X' && /^(FunctionCall|EvaluateScript)$/.test(event.name) && isOurs(event),
    ),
  );
  const thread = ours[0] ?? events.find(({ name }) => name === 'FunctionCall');
  const tasks = events.filter(
    ({ name, ph, tid, pid }) =>
      name === 'RunTask' && ph === 'X' && tid === thread?.tid && pid === thread.pid,
  );
  const turns = ours.map(timeOf);
  const all = tasks.reduce((sum, task) => sum + timeOf(task), 0);
  return { turns, page: all - turns.reduce((sum, ms) => sum + ms, 0) };
}

/** A turn that runs inside another one is a part of it. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = 0;
  return [...events]
    .sort((a, b) => a.ts - b.ts)
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false;
      end = ts + dur;
      return true;
    });
}

/** In ms. */
function timeOf({ tdur, dur = 0 }: TraceEvent): number {
  return (tdur ?? dur) / 1_000;
}

function sumOfTurns({ turns }: Cost): number {
  return turns.reduce((sum, ms) => sum + ms, 0);
}

function pageTime({ page }: Cost): number {
  return page;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** One line of the table: the median of the runs, the page's own work, their ratio, the target. */
function print(
  what: string,
  script: readonly number[],
  page: readonly number[],
  target: number,
): void {
  const ours = percentile(script, 0.5);
  const theirs = percentile(page, 0.5);
  process.stdout.write(
    `${what.padEnd(28)} ${ours.toFixed(2).padStart(8)} ms   page's own ${theirs.toFixed(2).padStart(8)} ms   ratio ${(ours / theirs).toFixed(3)}   target ${target} ms   ${ours <= target ? 'ok' : 'OVER'}\n`,
  );
}
