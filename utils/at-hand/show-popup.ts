import { browser } from 'wxt/browser';
import { placePopup } from '../panel/place-popup.ts';
import type { View } from '../panel/place.ts';

const PAGE = '/popup.html';
/** Of the window that stands in for the popup, in px. */
const WINDOW = { width: 420, height: 660 } as const;

/** Shows the popup on this view; in a small window where the browser opens none without a click on the icon. */
export async function showPopup(view: View, windowId?: number): Promise<void> {
  await placePopup(view);
  try {
    await browser.action.openPopup(windowId === undefined ? {} : { windowId });
  } catch {
    await browser.windows.create({
      type: 'popup',
      url: browser.runtime.getURL(PAGE),
      ...WINDOW,
    });
  }
}
