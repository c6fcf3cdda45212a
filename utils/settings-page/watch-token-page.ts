import type { LabelAnnotator } from './annotate-labels.ts';
import type { RowAnnotator } from './annotate-rows.ts';
import { isSettingsPath } from './evidence.ts';
import { NOT_A_LIST } from './page-parts.ts';
import { readSettingsPage, type SettingsPage } from './read-settings-page.ts';
import { isStillTokenPage, type TokenList } from './read-token-page.ts';
import { isRow, readTokenRows } from './read-token-rows.ts';

export interface WatchOptions {
  readonly document: Document;
  readonly rows: RowAnnotator;
  readonly labels: Pick<LabelAnnotator, 'isOwn' | 'placeAll'>;
  readonly signal: AbortSignal;
  /** Asked before work on a recognised page (elsewhere the question is the dearest part); false once the extension has gone, and `signal` aborts. */
  readonly isAlive: () => boolean;
  /** The page was read anew, or rows of its list were. */
  readonly onPage: (page: SettingsPage | null) => void;
  /** The person did something on the page, before what it leads to. */
  readonly onAction: (event: Event) => void;
}

/** A burst of changes of a page that is still unknown is answered by one look, in ms. */
const LOOK_EVERY_MS = 120;
/** A page that changes all the time by itself is looked at for a twentieth of it; labels may be late by a second. */
const PAUSE_PER_LOOK = 19;
const LONGEST_PAUSE_MS = 1_000;
/** How long such changes are listened to after the last thing that the person did, in ms. */
const SEARCH_MS = 30_000;
const CHILDREN = { childList: true, subtree: true } as const;

/**
 * Watches a settings page: looks for what is about tokens while there is nothing, and once a list is
 * found listens to changes of that list alone. Everything that it adds hangs on `signal`.
 * @returns looks again; to be called when the address has changed
 */
export function watchTokenPage(options: WatchOptions): () => void {
  const { document, rows, labels, signal, isAlive, onPage } = options;
  let shown: SettingsPage | null = null;
  let found: TokenList | null = null;
  let searchUntil = 0;
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  /** True when the page has to be read even if what was found still stands. */
  let stale = false;
  let width = 0;
  /** How long the last look took, in ms. */
  let lookTook = 0;

  const observer = new MutationObserver((records) => {
    if (found !== null) {
      if (isAlive()) follow(found, records);
    } else if (isShown() || Date.now() < searchUntil) {
      if (!records.every(isOurs)) lookSoon();
    } else observer.disconnect();
  });
  const resizes = new ResizeObserver((entries) => {
    const now = entries.at(-1)?.contentRect.width ?? 0;
    if (now !== width) {
      rows.placeAll();
      labels.placeAll();
    }
    width = now;
  });

  /** True while something is shown whose labels have to follow it. */
  function isShown(): boolean {
    return shown !== null && (shown.details ?? shown.create ?? shown.dialog) !== null;
  }

  function isOurs({ addedNodes, removedNodes, type }: MutationRecord): boolean {
    const nodes = [...addedNodes, ...removedNodes];
    return type === 'childList' && nodes.every((node) => labels.isOwn(node) || rows.isOwn(node));
  }

  /** Reads what has changed in the list, and nothing else. Runs before the next paint. */
  function follow(list: TokenList, records: readonly MutationRecord[]): void {
    if (!isStillTokenPage(list)) {
      look();
      return;
    }
    const changed = new Set<Element>();
    let lost = false;
    for (const record of records) {
      const { target, addedNodes, removedNodes } = record;
      for (const host of [...addedNodes, ...removedNodes].filter(rows.isOwn)) rows.mend(host);
      if (isOurs(record)) continue;
      if (removedNodes.length > 0) lost = true;
      const row = rows.rowOf(target);
      if (row !== null) changed.add(row);
      else if (list.list.contains(target) && list.rowsBy !== 'header') {
        for (const element of newRows(list, target, addedNodes)) changed.add(element);
      } else stale = true;
    }
    if (lost) rows.dropLost();
    for (const element of changed) {
      if (element.isConnected) rows.see(element, list.readRow(element));
    }
    if (stale || rows.size() === 0) lookSoon();
    if (changed.size > 0 || lost) onPage(shown);
  }

  function look(): void {
    clearTimeout(lookTimer);
    lookTimer = undefined;
    if (signal.aborted || document.hidden) return;
    stale = false;
    const began = performance.now();
    const read = readSettingsPage(document, document.location.pathname);
    const page = read !== null && isAlive() ? read : null;
    const isFirst = page !== null && shown === null;
    // Mostly there was nothing and there is nothing: then nothing has to be taken down.
    if (page !== null || shown !== null) take(page);
    if (isFirst) searchUntil = Date.now() + SEARCH_MS;
    if (found === null && (isShown() || Date.now() < searchUntil)) {
      observer.observe(document.body, CHILDREN);
    }
    lookTook = performance.now() - began;
  }

  function take(page: SettingsPage | null): void {
    observer.disconnect();
    resizes.disconnect();
    shown = page;
    found = page?.list ?? null;
    rows.keepOnly(found?.rows ?? [], found?.isSure === true);
    if (found !== null) listen(found.list);
    if (page !== null) resizes.observe(page.part);
    onPage(page);
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
    const pause = Math.max(LOOK_EVERY_MS, Math.min(lookTook * PAUSE_PER_LOOK, LONGEST_PAUSE_MS));
    lookTimer ??= setTimeout(() => {
      lookTimer = undefined;
      if (found === null || stale || !isStillTokenPage(found)) look();
    }, pause);
  }

  function search(): void {
    if (shown === null) {
      if (!isSettingsPath(document.location.pathname)) return;
      if (!document.hidden) observer.observe(document.body, CHILDREN);
    }
    searchUntil = Date.now() + SEARCH_MS;
    // Somebody waits for it.
    lookTook = 0;
    lookSoon();
  }

  /** Tabs, filters and dialogs follow from what the person does; places in the list may move. */
  function onAction(event: Event): void {
    const target = event.target as Node;
    if (rows.isOwn(target) || labels.isOwn(target)) return;
    rows.forgetPlaces();
    options.onAction(event);
    // What is typed into a form changes its labels; a dialog may have changed nothing around the list.
    if (isShown()) stale = true;
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
function newRows({ list, rowsBy }: TokenList, target: Node, added: Iterable<Node>): Element[] {
  const holder = target instanceof Element ? target : target.parentElement;
  if (holder === null || holder.closest(NOT_A_LIST) !== null) return [];
  const elements = [...added].filter((node) => node instanceof Element);
  const isAlike = rowsBy === 'alike';
  // A row that was empty until now (a skeleton while loading) became one with this change.
  for (let at: Element | null = holder; at !== null && at !== list; at = at.parentElement) {
    if (isAlike ? at.parentElement === list : isRow(at)) return [at];
  }
  if (isAlike) return holder === list ? elements : [];
  return elements.flatMap((element) => readTokenRows(element, null).map((row) => row.element));
}
