import { browser } from 'wxt/browser';
import { onNews } from '../messaging/news.ts';
import { SESSION_NEWS } from './is-session-news.ts';

const FRONT_PAGES = 'https://app.frontapp.com/*';

/**
 * Tells the scripts in Front's pages of each lock, sign-in and end of a session, until `signal` aborts:
 * they put away what they show, and ask anew, which gets them nothing while the extension is locked.
 */
export function tellFrontPages(signal: AbortSignal): void {
  onNews(({ kind }) => {
    // Without it a page finds out when the person comes back to it.
    if (kind === 'session') void tell().catch(() => undefined);
  }, signal);
}

async function tell(): Promise<void> {
  const tabs = await browser.tabs.query({ url: FRONT_PAGES });
  const ids = tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
  // A page without a script of ours has no one to receive it.
  await Promise.allSettled(ids.map((id) => browser.tabs.sendMessage(id, SESSION_NEWS)));
}
