import { browser } from 'wxt/browser';
import type { PageFacts } from './page-facts.ts';

/** Kept by the browser for its session, out of reach of pages and content scripts. */
const KEY = 'front-pages';
/** Of so many tabs at most: the room is shared with what clears a copied value, and a page may open tabs. */
const MOST_TABS = 8;

interface TabFacts {
  readonly tabId: number;
  readonly facts: PageFacts;
}

/** One change after the other, since each reads what the one before it has written. */
let turn: Promise<unknown> = Promise.resolve();

/** Keeps what this tab shows of Front's settings; null forgets it, as does a tab that closes. */
export function keepFacts(tabId: number, facts: PageFacts | null): Promise<void> {
  const written = turn.then(async () => {
    const kept = await readTabs();
    const others = kept.filter((tab) => tab.tabId !== tabId);
    // Most tabs that close were no page of Front's: whoever follows the store is not woken for them.
    if (facts === null && others.length === kept.length) return;
    const tabs = facts === null ? others : [...others, { tabId, facts }];
    await browser.storage.session.set({ [KEY]: tabs.slice(-MOST_TABS) });
  });
  turn = written.catch(() => undefined);
  return written;
}

/** Forgets what tabs have shown as they close. Call it while the worker's script runs for the first time. */
export function forgetClosedTabs(): void {
  browser.tabs.onRemoved.addListener((tabId) => {
    // What could not be forgotten goes with the next tabs, and with the browser at the latest.
    keepFacts(tabId, null).catch(() => undefined);
  });
}

/**
 * What a tab shows of Front's settings, as its script has told last; null where that is unknown, or
 * the tab has gone elsewhere since.
 * @param tabId null for the active tab of the window that the person uses
 */
export async function readFacts(tabId: number | null): Promise<PageFacts | null> {
  const tab =
    tabId === null
      ? (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0]
      : await browser.tabs.get(tabId).catch(() => undefined);
  if (tab?.id === undefined || !isFrontSettings(tab.url)) return null;
  return (await readTabs()).find((one) => one.tabId === tab.id)?.facts ?? null;
}

/** True for a change of the browser's session storage that is one of what tabs show. */
export function isFactsChange(changes: Readonly<Record<string, unknown>>): boolean {
  return KEY in changes;
}

async function readTabs(): Promise<readonly TabFacts[]> {
  const kept: Record<string, unknown> = await browser.storage.session.get(KEY);
  return (kept[KEY] as readonly TabFacts[] | undefined) ?? [];
}

function isFrontSettings(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  const isThere = pathname === '/settings' || pathname.startsWith('/settings/');
  return protocol === 'https:' && hostname === 'app.frontapp.com' && isThere;
}
