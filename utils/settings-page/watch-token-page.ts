import type { RowAnnotator } from './annotate-rows.ts';
import { NOT_A_LIST } from './page-parts.ts';
import {
  isSettingsPath,
  isStillTokenPage,
  readTokenPage,
  type TokenPage,
} from './read-token-page.ts';
import { isRow, readTokenRows } from './read-token-rows.ts';

export interface WatchOptions {
  readonly document: Document;
  readonly rows: RowAnnotator;
  readonly signal: AbortSignal;
  /** Asked before work on a recognised page (elsewhere the question is the dearest part); false once the extension has gone, and `signal` aborts. */
  readonly isAlive: () => boolean;
}

type Recognised = Extract<TokenPage, { kind: 'recognised' }>;

/** A burst of changes of a page that is still unknown is answered by one look, in ms. */
const LOOK_EVERY_MS = 120;
/** How long such changes are listened to after the last thing that the person did, in ms. */
const SEARCH_MS = 30_000;
const CHILDREN = { childList: true, subtree: true } as const;

/**
 * Watches a settings page: looks for the list of tokens while there is none, and once it is found
 * listens to changes of that list alone. Everything that it adds hangs on `signal`.
 * @returns looks again; to be called when the address has changed
 */
export function watchTokenPage({ document, rows, signal, isAlive }: WatchOptions): () => void {
  let found: Recognised | null = null;
  let searchUntil = 0;
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  /** True when the page has to be read even if what was found still stands. */
  let stale = false;
  let width = 0;

  const observer = new MutationObserver((records) => {
    if (found !== null) {
      if (isAlive()) follow(found, records);
    } else if (Date.now() < searchUntil) lookSoon();
    else observer.disconnect();
  });
  const resizes = new ResizeObserver((entries) => {
    const now = entries.at(-1)?.contentRect.width ?? 0;
    if (now !== width) rows.placeAll();
    width = now;
  });

  /** Reads what has changed in the list, and nothing else. Runs before the next paint. */
  function follow(page: Recognised, records: readonly MutationRecord[]): void {
    if (!isStillTokenPage(page)) {
      look();
      return;
    }
    const changed = new Set<Element>();
    let lost = false;
    for (const { target, addedNodes, removedNodes, type } of records) {
      const nodes = [...addedNodes, ...removedNodes];
      const ours = nodes.filter(rows.isOwn);
      for (const host of ours) rows.mend(host);
      if (type === 'childList' && ours.length === nodes.length) continue;
      if (removedNodes.length > 0) lost = true;
      const row = rows.rowOf(target);
      if (row !== null) changed.add(row);
      else if (page.list.contains(target)) {
        for (const element of newRows(page, target, addedNodes)) changed.add(element);
      } else stale = true;
    }
    if (lost) rows.dropLost();
    for (const element of changed) if (element.isConnected) rows.see(element);
    if (stale || rows.size() === 0) lookSoon();
  }

  function look(): void {
    clearTimeout(lookTimer);
    lookTimer = undefined;
    if (signal.aborted || document.hidden) return;
    stale = false;
    const read = readTokenPage(document, document.location.pathname);
    const page = read.kind === 'recognised' && isAlive() ? read : null;
    // Mostly there was no list and there is none: then nothing has to be taken down.
    if (page !== null || found !== null) take(page);
    if (page === null && Date.now() < searchUntil) observer.observe(document.body, CHILDREN);
  }

  function take(page: Recognised | null): void {
    observer.disconnect();
    resizes.disconnect();
    found = page;
    rows.keepOnly(page?.rows ?? []);
    if (page !== null) listen(page.list);
  }

  /** The list in depth; what holds it only for being swapped for another. */
  function listen(list: Element): void {
    observer.observe(list, { ...CHILDREN, characterData: true });
    for (let at = list.parentElement; at !== null && at !== document.documentElement;) {
      observer.observe(at, { childList: true });
      at = at.parentElement;
    }
    resizes.observe(list);
  }

  function lookSoon(): void {
    lookTimer ??= setTimeout(() => {
      lookTimer = undefined;
      if (found === null || stale || !isStillTokenPage(found)) look();
    }, LOOK_EVERY_MS);
  }

  function search(): void {
    if (found === null) {
      if (!isSettingsPath(document.location.pathname)) return;
      if (!document.hidden) observer.observe(document.body, CHILDREN);
    }
    searchUntil = Date.now() + SEARCH_MS;
    lookSoon();
  }

  /** Tabs, filters and dialogs follow from what the person does; places in the list may move. */
  function onAction(event: Event): void {
    if (rows.isOwn(event.target as Node)) return;
    rows.forgetPlaces();
    search();
  }

  for (const kind of ['click', 'keyup', 'input']) {
    document.addEventListener(kind, onAction, { capture: true, passive: true, signal });
  }
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) observer.disconnect();
      else look();
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    searchUntil = 0;
    clearTimeout(lookTimer);
    observer.disconnect();
    resizes.disconnect();
  });
  // Not at once: the app is mostly about to draw its list, and one look sees it whole.
  search();
  return search;
}

/** Rows that came with these nodes, or that the change of `target` turned into rows. */
function newRows(page: Recognised, target: Node, added: Iterable<Node>): Element[] {
  const holder = target instanceof Element ? target : target.parentElement;
  if (holder === null || holder.closest(NOT_A_LIST) !== null) return [];
  const elements = [...added].filter((node) => node instanceof Element);
  // A row that was empty until now (a skeleton while loading) became one with this change.
  for (let at: Element | null = holder; at !== null && at !== page.list; at = at.parentElement) {
    if (page.alike ? at.parentElement === page.list : isRow(at)) return [at];
  }
  if (page.alike) return holder === page.list ? elements : [];
  return elements.flatMap((element) => readTokenRows(element, null).map((row) => row.element));
}
