import { browser } from 'wxt/browser';
import type { PageFacts } from './page-facts.ts';

/** Kept by the browser for its session, out of reach of pages and content scripts. */
const keyOf = (tabId: number): string => `front-page-${tabId}`;

/** Keeps what this tab shows of Front's settings; null forgets it. */
export async function keepFacts(tabId: number, facts: PageFacts | null): Promise<void> {
  const key = keyOf(tabId);
  if (facts === null) await browser.storage.session.remove(key);
  else await browser.storage.session.set({ [key]: facts });
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
  const key = keyOf(tab.id);
  const kept: Record<string, unknown> = await browser.storage.session.get(key);
  return (kept[key] as PageFacts | undefined) ?? null;
}

function isFrontSettings(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  const isThere = pathname === '/settings' || pathname.startsWith('/settings/');
  return protocol === 'https:' && hostname === 'app.frontapp.com' && isThere;
}
