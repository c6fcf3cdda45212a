import { browser } from 'wxt/browser';
import { openOptions } from './open-options.ts';

/**
 * Shows the popup, which knows by itself what page is below it; where the browser opens none without
 * a click on the icon (older ones, or a window that is not in front), a view of the options page.
 */
export async function openPopupOr(view: `#/${string}`): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    // The reason is the browser's own, and the page shows the same.
    await openOptions(view);
  }
}
