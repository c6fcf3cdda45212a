import { browser } from 'wxt/browser';
import { isTokenId } from '../../contract/ids.ts';
import type { PanelTarget } from '../front-page/page-facts.ts';
import { failed } from '../messaging/failed.ts';
import type { Registry } from '../messaging/listen.ts';
import type { Sender } from '../messaging/sender-kind.ts';
import { readSession } from '../session/session-store.ts';
import { placePopup } from './place-popup.ts';
import { viewOf } from './place.ts';
import { sendPanelTarget } from './panel-target.ts';
import { sidebarOf } from './sidebar.ts';

type Tab = NonNullable<Sender['tab']>;

const PANEL_PAGE = '/sidepanel.html';
/** Of the window that stands in for a panel, in px. */
const WINDOW = { width: 420, height: 720 } as const;
const WINDOW_KEY = 'panel-window';

/** Registers the one message with which Front's page can have the panel shown. */
export function registerPanel(registry: Registry): void {
  registry.onGesture('panel.open', 'settings_script', (target, { tab }) => {
    // Begun before anything is waited for: the gesture that came with the message is gone after that.
    const opening = tab === undefined ? Promise.resolve(false) : openBeside(tab);
    return show(target, tab, opening);
  });
}

/** Chrome takes the gesture of a click in the page along with the message; Firefox does not. */
function openBeside({ id, windowId }: Tab): Promise<boolean> {
  const sidebar = sidebarOf();
  if (sidebar !== null) {
    return sidebar.isOpen(windowId === undefined ? {} : { windowId }).catch(() => false);
  }
  if (id === undefined) return Promise.resolve(false);
  return browser.sidePanel.open({ tabId: id }).then(
    () => true,
    // It says no more than that there was no gesture; the next best surface is shown instead.
    () => false,
  );
}

async function show(
  target: PanelTarget,
  tab: Tab | undefined,
  opening: Promise<boolean>,
): Promise<null> {
  if (target.kind === 'token' && !isTokenId(target.id)) {
    throw failed('not_found', 'There is no such token.');
  }
  const windowId = tab?.windowId;
  if ((await opening) && windowId !== undefined) await sendPanelTarget(target, windowId);
  else if (!(await showInPopup(target, windowId))) await showInWindow(target, tab);
  return null;
}

/**
 * The popup has the panel's views too, and a button that opens the panel. Firefox shows it without a
 * gesture. While the extension is locked it shows the lock, and stands where its person left it.
 */
async function showInPopup(target: PanelTarget, windowId: number | undefined): Promise<boolean> {
  if ((await readSession())?.kind !== 'locked') await placePopup(viewOf(target));
  return browser.action.openPopup(windowId === undefined ? {} : { windowId }).then(
    () => true,
    // Older versions want a gesture for this too, and a window without a toolbar has no popup.
    () => false,
  );
}

/** One window for all that asks for it: a page that asks again and again gets the same one again. */
async function showInWindow(target: PanelTarget, tab: Tab | undefined): Promise<void> {
  const query = tab?.id === undefined ? '' : `?tab=${tab.id}`;
  const url = browser.runtime.getURL(PANEL_PAGE) + query;
  const id = (await showAgain(url)) ?? (await openWindow(url));
  if (id !== undefined) await sendPanelTarget(target, id);
}

async function openWindow(url: string): Promise<number | undefined> {
  const opened = await browser.windows.create({ type: 'popup', url, ...WINDOW });
  await browser.storage.session.set({ [WINDOW_KEY]: { id: opened?.id, url } });
  return opened?.id;
}

/** Brings the window that was opened before to the front, at this page; null where there is none any more. */
async function showAgain(url: string): Promise<number | null> {
  const kept: Record<string, unknown> = await browser.storage.session.get(WINDOW_KEY);
  const before = kept[WINDOW_KEY] as { readonly id?: number; readonly url: string } | undefined;
  if (before?.id === undefined) return null;
  const { id } = before;
  try {
    await browser.windows.update(id, { focused: true });
  } catch {
    // Closed by the person.
    return null;
  }
  const [page] = await browser.tabs.query({ windowId: id });
  if (page?.id !== undefined && before.url !== url) {
    await browser.tabs.update(page.id, { url });
    await browser.storage.session.set({ [WINDOW_KEY]: { id, url } });
  }
  return id;
}
