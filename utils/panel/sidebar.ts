import { browser } from 'wxt/browser';

/** What Firefox has in the place of Chrome's side panel; the types know Chrome's names alone. */
interface SidebarAction {
  open(): Promise<void>;
  isOpen(details: { windowId?: number }): Promise<boolean>;
}

/** Firefox's sidebar; null in a browser that has a side panel. */
export function sidebarOf(): SidebarAction | null {
  return (browser as unknown as { sidebarAction?: SidebarAction }).sidebarAction ?? null;
}
