import { createRowAnnotator } from './annotate-rows.ts';
import { askBackground, extensionIsAlive } from './ask-background.ts';
import { createNoteBook } from './note-book.ts';
import { OWN_MARK } from './page-parts.ts';
import { isSettingsPath } from './read-token-page.ts';
import { watchRoute } from './watch-route.ts';
import { watchTokenPage } from './watch-token-page.ts';

/** Notes older than this are asked for again when the person comes back to the page, in ms. */
const STALE_ON_RETURN_MS = 3_000;
const RUNNING = Symbol.for('front-token-companion.settings-page');

/**
 * Writes notes beside the tokens on Front's settings page, for as long as the page lives and the
 * extension does. Safe to run again: a second run in the same page does nothing, and a run after
 * an update of the extension takes down what the orphaned one left behind.
 */
export function startOnSettingsPage(document: Document): void {
  const view = document.defaultView as (Window & { [RUNNING]?: true }) | null;
  if (view === null || view[RUNNING] === true) return;
  view[RUNNING] = true;
  for (const left of document.querySelectorAll(`[${OWN_MARK}]`)) left.remove();

  const lifetime = new AbortController();
  let visit: AbortController | null = null;

  const leave = (): void => {
    visit?.abort();
    visit = null;
  };
  const enter = (): void => {
    if (!extensionIsAlive()) {
      lifetime.abort();
      return;
    }
    if (!isSettingsPath(document.location.pathname)) leave();
    else if (visit === null) {
      visit = new AbortController();
      visitSettings(document, visit.signal, () => lifetime.abort());
    }
  };
  lifetime.signal.addEventListener('abort', leave);
  watchRoute(view, enter, lifetime.signal);
  enter();
}

/** From coming to the settings until leaving them. */
function visitSettings(document: Document, signal: AbortSignal, onOrphaned: () => void): void {
  const isAlive = (): boolean => {
    if (!extensionIsAlive()) onOrphaned();
    return !signal.aborted;
  };
  const book = createNoteBook({
    ask: (names) => askBackground('notes.by_name', { names }),
    onNews: (names) => {
      if (!signal.aborted) rows.redraw(names);
    },
  });
  const rows = createRowAnnotator({
    document,
    lookUp: book.lookUp,
    onOpen: (id) => {
      // The answer is the page that opens; a failure to open it is told there or not at all.
      if (isAlive()) void askBackground('notes.open', { id });
    },
  });
  signal.addEventListener('abort', rows.clear);
  watchTokenPage({ document, rows, signal, isAlive });

  const onReturn = (): void => {
    if (!document.hidden && isAlive()) book.refresh(rows.names(), STALE_ON_RETURN_MS);
  };
  document.defaultView?.addEventListener('focus', onReturn, { signal });
  document.addEventListener('visibilitychange', onReturn, { signal });
  document.defaultView?.addEventListener('resize', () => rows.replace(), { signal });
}
