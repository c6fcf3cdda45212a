import type { ComponentType } from 'react';
import { language } from '../../utils/i18n/locale.ts';
import { t } from '../../utils/i18n/t.ts';
import { nextPaint } from '../../utils/pages/next-paint.ts';
import { applyThemeAtOnce, followSettings } from '../state/preferences.ts';
import { followRegister, readRegister, type FirstRead } from '../state/register.ts';
import { dropDraftsAhead } from '../state/use-draft.ts';
import type * as DrawPage from './draw-page.tsx';

/** What a page is made of. */
export interface PageParts {
  /** Loads what is drawn. */
  readonly load: () => Promise<ComponentType>;
  /** Reads what else the first paint needs; a failure there leaves that part out. */
  readonly before?: () => Promise<unknown>;
  /** Which tokens the first paint shows. */
  readonly tokens?: FirstRead;
  /** Draws what can be seen of the page while what draws it is still being loaded; false for nothing. */
  readonly drawFirst?: (into: Element) => boolean;
}

/**
 * Draws one of the extension's own pages: in the chosen theme and the browser's language from the
 * first frame on, with the first rows of the cache in it, and everything slower after the first paint.
 *
 * What it draws with is far larger than what reads what it draws, so that comes by itself: while it
 * is loaded, the cache is read. What goes wrong is said on the page.
 * @throws what the browser says when what draws the page can't be loaded: there is nothing to say it with
 */
export async function startPage(parts: PageParts): Promise<void> {
  const drawing = loadDrawing(parts);
  applyThemeAtOnce();
  document.documentElement.lang = language();
  document.title = t('manifest.name');
  const lifetime = new AbortController();
  addEventListener('pagehide', () => lifetime.abort(), { once: true });
  const element = document.getElementById('root');
  if (element === null) throw new Error('the page has no element named root');
  const read = readFirst(parts);
  const ahead = createAhead();
  // What can't be read is told below, once there is something to tell it with.
  const isRead = await read.then(
    () => true,
    () => false,
  );
  if (isRead && !drawing.isHere()) await paintAhead(ahead, element, parts.drawFirst);
  const [{ drawPage }, Page] = await drawing.load().catch((error: unknown) => {
    // Rows that answer nobody are worse than none.
    ahead.remove();
    throw error;
  });
  const { draw, crash } = drawPage(element);
  try {
    await read;
    draw(Page, () => ahead.remove());
    await nextPaint();
    dropDraftsAhead();
    await Promise.all([followSettings(lifetime.signal), followRegister(lifetime.signal)]);
  } catch (error) {
    ahead.remove();
    crash(error);
  }
}

type Drawing = readonly [typeof DrawPage, ComponentType];

/** What draws the page: the document itself fetches it from the start on, and it is run when it is wanted. */
function loadDrawing({ load, drawFirst }: PageParts): {
  readonly load: () => Promise<Drawing>;
  readonly isHere: () => boolean;
} {
  const run = (): Promise<Drawing> => Promise.all([import('./draw-page.tsx'), load()]);
  // Firefox is still compiling it when the reading is done. There the first rows are painted before it
  // is run, which takes as long as drawing them.
  if (drawFirst !== undefined && import.meta.env.BROWSER === 'firefox') {
    return { load: run, isHere: () => false };
  }
  const loaded = run();
  let isHere = false;
  // Its failure is met where it is waited for.
  loaded.then(() => (isHere = true)).catch(() => undefined);
  return { load: () => loaded, isHere: () => isHere };
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

async function paintAhead(
  ahead: HTMLElement,
  page: Element,
  drawFirst: PageParts['drawFirst'],
): Promise<void> {
  try {
    if (drawFirst?.(ahead) !== true) return;
    page.before(ahead);
  } catch {
    // What goes wrong here goes wrong again where the page is drawn, and is told there.
    return;
  }
  await nextPaint();
}
