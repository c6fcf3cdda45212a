import type { Page } from 'puppeteer-core';

/** What our content script and the page itself took of the page's main thread, in ms of CPU time. */
export interface PageCost {
  /** Each turn of the script after its start: its looks, its observers' callbacks, its timers. */
  readonly turns: readonly number[];
  /** Compiling the script; 0 when it was not started meanwhile. */
  readonly compile: number;
  /** Running it once from top to bottom, with what that compiles. */
  readonly evaluate: number;
  /** Everything else that the thread did. */
  readonly page: number;
}

/** See https://chromium.googlesource.com/catapult/+/HEAD/tracing/docs/trace-event-format.md */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Time that the thread itself ran, in µs: what other processes take on a busy machine is not in it. */
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args?: { readonly data?: { readonly url?: string }; readonly fileName?: string };
}

/** The one on every page of the app, and the one that is put into pages about tokens. */
const SCRIPTS = /content-scripts\/(?:settings|token-page)\.js$/;

/**
 * Traces the page's main thread while `work` runs.
 * @throws Error when the script did nothing at all: then it is not in the page
 */
export async function tracePage(page: Page, work: () => Promise<void>): Promise<PageCost> {
  const session = await page.createCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) if (event.ph === 'X') events.push(event);
  });
  await session.send('Tracing.start', {
    traceConfig: {
      includedCategories: ['v8', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return costOf(events);
}

function costOf(events: readonly TraceEvent[]): PageCost {
  const ours = events.filter(({ args }) => SCRIPTS.test(args?.data?.url ?? ''));
  const starts = ours.filter(({ name }) => name === 'EvaluateScript');
  const turns = outermost(ours.filter(({ name }) => name === 'FunctionCall'));
  const thread = starts[0] ?? turns[0];
  if (thread === undefined) throw new Error('the content script is not in the page');
  const onThread = (name: string): readonly TraceEvent[] =>
    events.filter((event) => event.name === name && isOn(thread, event));
  const compile = sumOf(
    onThread('v8.compile').filter((event) => starts.some((start) => isWithin(start, event))),
  );
  const evaluate = sumOf(starts) - compile;
  const all = sumOf(onThread('RunTask'));
  return {
    turns: turns.map(timeOf),
    compile,
    evaluate,
    page: all - sumOf(turns) - compile - evaluate,
  };
}

function isOn(thread: TraceEvent, { pid, tid }: TraceEvent): boolean {
  return pid === thread.pid && tid === thread.tid;
}

function isWithin(outer: TraceEvent, { ts }: TraceEvent): boolean {
  return ts >= outer.ts && ts < outer.ts + (outer.dur ?? 0);
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

function sumOf(events: readonly TraceEvent[]): number {
  return events.reduce((sum, event) => sum + timeOf(event), 0);
}

/** In ms. */
function timeOf({ tdur, dur = 0 }: TraceEvent): number {
  return (tdur ?? dur) / 1_000;
}
