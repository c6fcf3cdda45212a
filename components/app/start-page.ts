import type { ComponentType } from 'react';
import { language } from '../../utils/i18n/locale.ts';
import { t } from '../../utils/i18n/t.ts';
import { nextPaint } from '../../utils/pages/next-paint.ts';
import { applyThemeAtOnce, followSettings } from '../state/preferences.ts';
import { followRegister, readRegister, type FirstRead } from '../state/register.ts';
import { dropDraftsAhead } from '../state/use-draft.ts';

/** What a page is made of. */
export interface PageParts {
  /** Loads what is drawn. */
  readonly load: () => Promise<ComponentType>;
  /** Reads what else the first paint needs; a failure there leaves that part out. */
  readonly before?: () => Promise<unknown>;
  /** Which tokens the first paint shows. */
  readonly tokens?: FirstRead;
  /** Draws what can be seen of the page while what draws it is still being loaded. */
  readonly drawFirst?: (into: Element) => void;
}

/**
 * Draws one of the extension's own pages: in the chosen theme and the browser's language from the first frame on, with the
 * first rows of the cache in it, and everything slower after the first paint.
 *
 * What it draws with is far larger than what reads what it draws, so that comes by itself: while it
 * is loaded, the cache is read.
 */
export async function startPage({ load, before, tokens, drawFirst }: PageParts): Promise<void> {
  const loaded = Promise.all([import('./draw-page.tsx'), load()]);
  applyThemeAtOnce();
  document.documentElement.lang = language();
  document.title = t('manifest.name');
  const lifetime = new AbortController();
  addEventListener('pagehide', () => lifetime.abort(), { once: true });
  const element = document.getElementById('root');
  if (element === null) throw new Error('the page has no element named root');
  const read = Promise.all([readRegister(tokens), before?.().catch(() => undefined)]);
  const ahead = drawAhead(element, read, loaded, drawFirst);
  const [{ drawPage }, Page] = await loaded;
  const { draw, crash } = drawPage(element);
  try {
    await read;
    await ahead.painted();
    draw(Page, ahead.remove);
    await nextPaint();
    dropDraftsAhead();
    await Promise.all([followSettings(lifetime.signal), followRegister(lifetime.signal)]);
  } catch (error) {
    ahead.remove();
    crash(error);
  }
}

/**
 * Draws what can be drawn at once, if that is there before what draws the page. It can't be worked
 * with, so it is kept from the keyboard and from what reads the page out.
 */
function drawAhead(
  page: Element,
  read: Promise<unknown>,
  loaded: Promise<unknown>,
  drawFirst: ((into: Element) => void) | undefined,
): { readonly painted: () => Promise<void>; readonly remove: () => void } {
  const first = document.createElement('div');
  first.inert = true;
  first.className = 'absolute inset-0';
  let isLoaded = false;
  let painted = Promise.resolve();
  const draw = (): void => {
    if (isLoaded || drawFirst === undefined) return;
    drawFirst(first);
    page.before(first);
    painted = nextPaint();
  };
  // What goes wrong here goes wrong again where the page is drawn, and is told there.
  loaded.then(() => (isLoaded = true)).catch(() => undefined);
  read.then(draw).catch(() => undefined);
  return { painted: () => painted, remove: () => first.remove() };
}
