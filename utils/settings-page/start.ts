import { createRowAnnotator } from './annotate-rows.ts';
import { askBackground, extensionIsAlive } from './ask-background.ts';
import { createNoteBook } from './note-book.ts';
import { OWN_MARK } from './page-parts.ts';
import { watchRoute } from './watch-route.ts';
import { watchTokenPage } from './watch-token-page.ts';

/** Notes older than this are asked for again when the person comes back to the page, in ms. */
const STALE_ON_RETURN_MS = 3_000;

/**
 * Writes notes beside the tokens on Front's settings page, for as long as the page lives and the
 * extension does. Safe to run again: what an orphaned run left in the page is taken down first.
 */
export function startOnSettingsPage(document: Document): void {
  const view = document.defaultView;
  if (view === null) return;
  for (const left of document.querySelectorAll(`[${OWN_MARK}]`)) left.remove();

  const lifetime = new AbortController();
  const { signal } = lifetime;
  const isAlive = (): boolean => {
    if (!extensionIsAlive()) lifetime.abort();
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

  watchRoute(view, watchTokenPage({ document, rows, signal, isAlive }), signal);
  const onReturn = (): void => {
    if (!document.hidden && isAlive()) book.refresh(rows.names(), STALE_ON_RETURN_MS);
  };
  view.addEventListener('focus', onReturn, { signal });
  document.addEventListener('visibilitychange', onReturn, { signal });
}
