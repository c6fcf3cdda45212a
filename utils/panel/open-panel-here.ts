import { browser } from 'wxt/browser';
import { sidebarOf } from './sidebar.ts';

/**
 * Opens the panel of the window that one of our own pages stands in. Call it right in the handler
 * of a click; both browsers want a gesture there, and take it.
 */
export function openPanelHere(): Promise<void> {
  const sidebar = sidebarOf();
  if (sidebar !== null) return sidebar.open();
  return browser.sidePanel.open({ windowId: browser.windows.WINDOW_ID_CURRENT });
}
