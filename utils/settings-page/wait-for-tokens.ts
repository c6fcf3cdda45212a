import { askBackground, extensionIsAlive } from './ask-background.ts';
import { isSettingsPath, mayBeTokenPage } from './evidence.ts';
import { watchRoute } from './watch-route.ts';

/** A burst of changes is answered by one look, in ms. */
const LOOK_EVERY_MS = 120;
/** How long changes are listened to after the last thing that the person did, in ms. */
const SEARCH_MS = 30_000;
const CHILDREN = { childList: true, subtree: true } as const;

/**
 * Waits on every page of Front's app for one about API tokens, and has the background put the script
 * there that reads it. Outside of the settings it listens to the address alone; in the settings it
 * looks for the word “token” when the page has changed. Once the other script is there, this one ends.
 */
export function waitForTokens(document: Document): void {
  const view = document.defaultView;
  if (view === null) return;
  const lifetime = new AbortController();
  const { signal } = lifetime;
  let searchUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;

  const observer = new MutationObserver(() => {
    if (Date.now() < searchUntil) lookSoon();
    else observer.disconnect();
  });

  function look(): void {
    timer = undefined;
    const path = document.location.pathname;
    if (signal.aborted || document.hidden || !isSettingsPath(path)) observer.disconnect();
    else if (mayBeTokenPage(document, path)) void arrive();
  }

  /** A background that does not answer is asked again after the next change. */
  async function arrive(): Promise<void> {
    if (!extensionIsAlive()) lifetime.abort();
    if (isAsking || signal.aborted) return;
    isAsking = true;
    const answer = await askBackground('page.arrived', null);
    isAsking = false;
    if (answer.ok) lifetime.abort();
  }

  function lookSoon(): void {
    timer ??= setTimeout(look, LOOK_EVERY_MS);
  }

  function search(): void {
    if (document.hidden || !isSettingsPath(document.location.pathname)) return;
    searchUntil = Date.now() + SEARCH_MS;
    observer.observe(document.body, CHILDREN);
    lookSoon();
  }

  const options = { capture: true, passive: true, signal };
  for (const kind of ['click', 'keyup', 'visibilitychange']) {
    document.addEventListener(kind, search, options);
  }
  watchRoute(view, search, signal);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
  search();
}
