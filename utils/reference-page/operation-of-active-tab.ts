import { browser } from 'wxt/browser';
import { PAGE_QUESTION } from './page-question.ts';
import { isReferenceSeen } from './reference-seen.ts';

/** A page that is too busy to answer in this time is left aside: nobody waits longer for a popup. In ms. */
const ANSWER_WITHIN_MS = 150;

/**
 * The operation of Front's API reference that the active tab of this window is about; null for every
 * other page. It needs no permission: the script in the page is asked, and elsewhere there is none.
 */
export async function operationOfActiveTab(): Promise<string | null> {
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), ANSWER_WITHIN_MS);
  });
  return Promise.race([askTab(), late]);
}

async function askTab(): Promise<string | null> {
  try {
    if (!(await isReferenceSeen())) return null;
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.id === undefined) return null;
    const answer: unknown = await browser.tabs.sendMessage(tab.id, PAGE_QUESTION, { frameId: 0 });
    return typeof answer === 'string' ? answer : null;
  } catch {
    // “Receiving end does not exist”: the page has no script of ours.
    return null;
  }
}
