import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import type { PageFacts } from '../../utils/front-page/page-facts.ts';
import { isFactsChange } from '../../utils/front-page/page-memory.ts';
import { ask } from '../../utils/messaging/ask.ts';

export interface FrontPage {
  /** The tab beside this page; null while that is not known. */
  readonly tabId: number | null;
  /** What it shows of Front's tokens; null for any other page. */
  readonly facts: PageFacts | null;
}

const NOTHING: FrontPage = { tabId: null, facts: null };
/** A panel that stands in a window of its own is told its tab in the address. */
const GIVEN_TAB = 'tab';

/**
 * The page beside the popup or panel, followed as the person moves on: the active tab of the window,
 * or the one that the panel's window was opened for.
 */
export function useFrontPage(): FrontPage {
  const [page, setPage] = useState<FrontPage>(NOTHING);
  useEffect(() => {
    let current = true;
    let reading = 0;
    let shown = NOTHING;
    const read = async (): Promise<void> => {
      const mine = ++reading;
      const tabId = await findTab();
      const answer = tabId === null ? null : await ask('page.facts', { tabId });
      // What can't be learnt is unknown, and the forms go without it.
      const facts = answer?.ok === true ? answer.value : null;
      if (!current || mine !== reading) return;
      const next = { tabId, facts };
      if (isSame(shown, next)) return;
      shown = next;
      setPage(next);
    };
    const again = (): void => void read();
    const onStored = (changes: Readonly<Record<string, unknown>>): void => {
      if (isFactsChange(changes)) again();
    };
    // Every tab of the browser tells of its title, its sound and its icon too, and of each step of loading.
    const onChangedTab = (
      tabId: number,
      { status, url }: { readonly status?: string; readonly url?: string },
    ): void => {
      const mayBeHere = shown.tabId === null || tabId === shown.tabId;
      if (mayBeHere && (status !== undefined || url !== undefined)) again();
    };
    const { onActivated, onUpdated } = browser.tabs;
    // The background keeps there what the page's script tells.
    const { onChanged } = browser.storage.session;
    onActivated.addListener(again);
    onUpdated.addListener(onChangedTab);
    onChanged.addListener(onStored);
    again();
    return () => {
      current = false;
      onActivated.removeListener(again);
      onUpdated.removeListener(onChangedTab);
      onChanged.removeListener(onStored);
    };
  }, []);
  return page;
}

/** Plain data, made in one place: what is written alike is alike. */
function isSame(one: FrontPage, other: FrontPage): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function findTab(): Promise<number | null> {
  const given = new URLSearchParams(location.search).get(GIVEN_TAB);
  if (given !== null && /^\d+$/.test(given)) return Number(given);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}
