import type { NoteDetails } from '../messaging/protocol.ts';
import { createLabelAnnotator } from './annotate-labels.ts';
import { createRowAnnotator } from './annotate-rows.ts';
import { askBackground, extensionIsAlive } from './ask-background.ts';
import { decideLabels } from './decide-labels.ts';
import { createDeletePressed } from './delete-pressed.ts';
import { saidBy } from './evidence.ts';
import { onSessionNews } from './hear-background.ts';
import { LABELS } from './labels.ts';
import { createNoteBook } from './note-book.ts';
import { openPanel } from './open-panel.ts';
import { INTERACTIVE, OWN_MARK } from './page-parts.ts';
import { namedIn } from './read-delete-dialog.ts';
import type { SettingsPage } from './read-settings-page.ts';
import { createPageTeller } from './tell-page.ts';
import { watchHand } from './watch-hand.ts';
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
      if (signal.aborted) return;
      rows.redraw(names);
      label();
    },
  });
  const onOpen: typeof openPanel = (target) => {
    if (isAlive()) openPanel(target);
  };
  const options = { document, onOpen, isMove: watchHand(view, signal) };
  const rows = createRowAnnotator({ ...options, lookUp: book.lookUp });
  const labels = createLabelAnnotator(options);
  const teller = createPageTeller({
    document,
    // The background keeps it or not: nothing here depends on it.
    send: (facts) => void (isAlive() && askBackground('page.seen', facts)),
    onDeleted: (name) => void (isAlive() && askBackground('page.deleted', { name })),
  });
  signal.addEventListener('abort', () => {
    rows.clear();
    labels.keep([]);
    teller.stop();
  });

  let shown: SettingsPage | null = null;
  const deleting = createDeletePressed();
  const details = new Map<string, NoteDetails | null>();
  /** Goes up when they are forgotten: an answer from before is not for whoever is here now. */
  let detailsTurn = 0;

  /** Asked once for each visit of a token's page. */
  function detailsOf(id: string): NoteDetails | null {
    if (details.has(id)) return details.get(id) ?? null;
    details.set(id, null);
    const turn = detailsTurn;
    void askBackground('notes.details', { id }).then((answer) => {
      if (!answer.ok || signal.aborted || turn !== detailsTurn) return;
      details.set(id, answer.value);
      label();
    });
    return null;
  }

  function label(): void {
    if (shown === null) labels.keep([]);
    else {
      const known = { lookUp: book.lookUp, detailsOf, deleting: asked(shown), now: Date.now() };
      labels.keep(decideLabels(shown, known));
    }
  }

  /** Which token the open question is about: what it says itself, else where Delete was pressed. */
  function asked({ dialog, details: token }: SettingsPage): string | null {
    if (dialog === null) return null;
    const last = deleting.last();
    const names = [...rows.names()];
    if (token !== null) names.push(token.name);
    if (last !== null) names.push(last);
    return deleting.about(namedIn(dialog.element, names));
  }

  function onAction(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest(INTERACTIVE) : null;
    if (!event.isTrusted || event.type !== 'click' || target === null) return;
    if (!LABELS.delete.test(saidBy(target))) return;
    const isAnswer = shown?.dialog?.element.contains(target) === true;
    const name = nameAt(target);
    if (!isAnswer) deleting.press(name);
    if (name === null) return;
    teller.pressedDelete(name);
  }

  function nameAt(button: Element): string | null {
    if (shown?.dialog?.element.contains(button) === true) return asked(shown);
    return rows.nameOf(button) ?? shown?.details?.name ?? null;
  }

  const look = watchTokenPage({
    document,
    rows,
    labels,
    signal,
    isAlive,
    onAction,
    onPage: (page) => {
      if (page?.details === null) details.clear();
      if ((shown?.dialog ?? null) !== null && (page?.dialog ?? null) === null) deleting.close();
      shown = page;
      label();
      teller.saw(page, rows.tokens);
    },
  });
  watchRoute(view, look, signal);
  onSessionNews(() => {
    if (!isAlive()) return;
    details.clear();
    detailsTurn += 1;
    book.forget();
    // Also where nothing was known: after a lock somebody may be there again.
    rows.redraw([...rows.names()]);
    label();
  }, signal);
  const onReturn = (): void => {
    if (!document.hidden && isAlive()) book.refresh(rows.names(), STALE_ON_RETURN_MS);
  };
  view.addEventListener('focus', onReturn, { signal });
  document.addEventListener('visibilitychange', onReturn, { signal });
  // The end of a long list comes into sight: now it may be known to be whole.
  document.addEventListener('scrollend', () => teller.saw(shown, rows.tokens), {
    capture: true,
    passive: true,
    signal,
  });
}
