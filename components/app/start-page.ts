// Before all others: it asks for what the first frame waits for.
import '../../utils/cache/early-reading.ts';
import type { ComponentType } from 'react';
import { language } from '../../utils/i18n/locale.ts';
import { t } from '../../utils/i18n/t.ts';
import { nextPaint } from '../../utils/pages/next-paint.ts';
import { whenIdle } from '../../utils/pages/when-idle.ts';
import { applyThemeAtOnce, followSettings } from '../state/preferences.ts';
import { followRegister, readRegister, type FirstRead } from '../state/register.ts';
import { dropDraftsAhead } from '../state/use-draft.ts';
import type * as DrawPage from './draw-page.tsx';

/** As its document says. */
export type PageName = 'popup' | 'sidepanel' | 'options';

/** What a page is made of. */
export interface PageParts {
  /** Loads what is drawn. */
  readonly load: () => Promise<ComponentType>;
  /** Reads what else the first paint needs; a failure there leaves that part out. */
  readonly before?: () => Promise<unknown>;
  /** Which tokens the first paint shows. */
  readonly tokens?: FirstRead;
  /** What can be seen of the page while what draws it is still being loaded. */
  readonly ahead?: DrawnAhead;
  /** Is begun once the first paint is out, before anything else is read. */
  readonly painted?: () => Promise<void>;
  /** Is done once all is there and nothing is waited for; goes on until `signal` aborts. */
  readonly afterwards?: (signal: AbortSignal) => Promise<void>;
}

/** Draws a page ahead of React. */
export interface DrawnAhead {
  /** Draws it as it was last, where it is known to be so still; false for nothing. */
  readonly fromLook: (into: Element) => Promise<boolean>;
  /** Draws it from what has been read; false for nothing. */
  readonly fromRead: (into: Element) => boolean;
  /** Whether it would draw something from what has been read. */
  readonly isRight: () => boolean;
}

/**
 * Draws one of the extension's own pages: in the chosen theme and the browser's language from the
 * first frame on, with the first rows of the cache in it, and everything slower after the first paint.
 *
 * What it draws with is far larger than what reads what it draws, so that comes by itself: while it
 * is loaded, the cache is read. What goes wrong is said on the page.
 * @param page does nothing in the document of another one: several pages come in one script, which is
 * fetched sooner than one for each and one for what they share
 * @throws what the browser says when what draws the page can't be loaded: there is nothing to say it with
 */
export async function startPage(page: PageName, partsOf: () => PageParts): Promise<void> {
  const element = document.querySelector(`#root[data-page=${page}]`);
  if (element === null) return;
  const parts = partsOf();
  applyThemeAtOnce();
  document.documentElement.lang = language();
  document.title = t('manifest.name');
  const lifetime = new AbortController();
  addEventListener('pagehide', () => lifetime.abort(), { once: true });
  const read = once(() => inTime(readFirst(parts)));
  const ahead = createAhead();
  const paint = parts.ahead && paintAhead(parts.ahead, read, ahead, element);
  const [{ drawPage }, Page] = await loadDrawing(parts, paint).catch((error: unknown) => {
    // Rows that answer nobody are worse than none.
    ahead.remove();
    throw error;
  });
  const { draw, crash } = drawPage(element);
  try {
    await read();
    draw(Page, () => ahead.remove());
    await nextPaint();
    // Comforts for the next time: what goes wrong there is no fault of a page that works.
    void parts.painted?.().catch(() => undefined);
    dropDraftsAhead();
    await Promise.all([followSettings(lifetime.signal), followRegister(lifetime.signal)]);
    await parts.afterwards?.(lifetime.signal).catch(() => undefined);
  } catch (error) {
    ahead.remove();
    crash(error);
  }
}

type Drawing = readonly [typeof DrawPage, ComponentType];

/**
 * What draws the page. The document fetches it from the start on, but running it for the first time
 * takes as long as drawing the first rows: where those can be drawn ahead, they are painted before.
 */
async function loadDrawing(
  { load }: PageParts,
  painted: Promise<void> | undefined,
): Promise<Drawing> {
  await painted;
  return Promise.all([import('./draw-page.tsx'), load()]);
}

/** What has not answered by then will not, as far as somebody who waits is concerned. In ms. */
const READ_WITHIN = 10_000;

/** @throws Error that says so when the browser's database does not answer */
async function inTime(reading: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(t('app.noDatabase'))), READ_WITHIN);
  await Promise.race([reading, late]).finally(() => clearTimeout(timer));
}

async function readFirst({ before, tokens }: PageParts): Promise<void> {
  await Promise.all([readRegister(tokens), before?.().catch(() => undefined)]);
}

/** It can't be worked with: it is kept from the keyboard and from what reads the page out. */
function createAhead(): HTMLElement {
  const ahead = document.createElement('div');
  ahead.inert = true;
  ahead.className = 'absolute inset-0';
  return ahead;
}

/**
 * Paints what can be drawn ahead: as it was last, which the browser tells before the cache has been
 * read, or else from the cache. What the cache then says otherwise goes at once.
 * @param read reads the cache, once: it keeps the browser from a frame that is there to be painted
 */
async function paintAhead(
  { fromLook, fromRead, isRight }: DrawnAhead,
  read: () => Promise<void>,
  ahead: HTMLElement,
  page: Element,
): Promise<void> {
  // What can't be read is told by the page, once there is something to tell it with.
  const isRead = (): Promise<boolean> =>
    read().then(
      () => true,
      () => false,
    );
  if (await draws(fromLook, ahead)) {
    page.before(ahead);
    await nextPaint();
    // Painting is not all: the frame is on its way to the screen still, and what comes next would delay it.
    await whenIdle();
    fetchDrawing();
    // It never rejects, and the drawing goes on beside it.
    void isRead().then((done) => {
      if (!done || !isRight()) ahead.remove();
    });
    return;
  }
  fetchDrawing();
  if (!(await isRead()) || !(await draws(fromRead, ahead))) return;
  page.before(ahead);
  await nextPaint();
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What goes wrong here goes wrong again where the page is drawn, and is told there. */
async function draws(
  draw: (into: Element) => boolean | Promise<boolean>,
  into: Element,
): Promise<boolean> {
  try {
    return await draw(into);
  } catch {
    into.replaceChildren();
    return false;
  }
}

/**
 * Has the browser fetch what draws the page, where the document leaves that to us: it is ten times
 * what the first rows are shown with, and they would wait for it.
 */
function fetchDrawing(): void {
  const later = document.querySelector<HTMLTemplateElement>('template[data-fetch]');
  if (later !== null) document.head.append(later.content);
}
