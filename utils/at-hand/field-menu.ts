import { browser, type Browser } from 'wxt/browser';
import { t } from '../i18n/t.ts';
import type { SessionState } from '../messaging/protocol.ts';
import type { FieldClick } from './clicked-field.ts';
import { menuChoice, menuItems, type MenuChoice, type MenuItem } from './menu-items.ts';
import { tokensAtHand } from './tokens-at-hand.ts';

const ROOT = 'insert';
/** What was built, kept for the browser's session: a browser that has just started builds it anew. */
const BUILT = 'field-menu';

type Menus = typeof browser.contextMenus;

/** Firefox tells the element that was clicked only to who asks for `menus`; the types know Chrome's name alone. */
function menus(): Menus {
  return (browser as unknown as { menus?: Menus }).menus ?? browser.contextMenus;
}

/** Hears of choices in the menu. Call it while the worker's script runs for the first time. */
export function onMenuChoice(choose: (choice: MenuChoice, click: FieldClick | null) => void): void {
  menus().onClicked.addListener((info, tab) => {
    const choice = menuChoice(info.menuItemId);
    if (choice !== null) choose(choice, clickOf(info, tab));
  });
}

type Info = Browser.contextMenus.OnClickData & { targetElementId?: number };

function clickOf(info: Info, tab: Browser.tabs.Tab | undefined): FieldClick | null {
  if (tab?.id === undefined) return null;
  return {
    tabId: tab.id,
    windowId: tab.windowId,
    frameId: info.frameId ?? 0,
    pageUrl: info.pageUrl ?? tab.url ?? '',
    targetElementId: info.targetElementId ?? null,
  };
}

/**
 * Keeps the menu in step with who is signed in and what is at hand. The browser itself keeps a menu
 * while the worker sleeps, so that it is built only when it would be another one.
 */
export function createFieldMenu(state: () => Promise<SessionState>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let waits = false;
  const follow = async (): Promise<void> => {
    waits = false;
    const session = await state();
    const shows = session.kind === 'signed_in' || session.kind === 'expired';
    const tokens = shows ? await tokensAtHand(session.me.id) : [];
    const items = menuItems(session.kind, tokens);
    const wanted = JSON.stringify([t('atHand.menu'), items]);
    if ((await browser.storage.session.get(BUILT))[BUILT] === wanted) return;
    await build(items);
    await browser.storage.session.set({ [BUILT]: wanted });
  };
  return () => {
    // Whoever asks while one is under way is served by the one after it.
    if (!waits) {
      waits = true;
      // A menu that could not be built is built at the next news, or at the next start.
      running = running.then(follow).catch(() => undefined);
    }
    return running;
  };
}

async function build(items: readonly MenuItem[]): Promise<void> {
  await menus().removeAll();
  if (items.length === 0) return;
  create({ id: ROOT, title: t('atHand.menu') });
  for (const { id, title } of items) {
    create({ id, parentId: ROOT, ...(title === '' ? { type: 'separator' } : { title }) });
  }
}

function create(item: Parameters<Menus['create']>[0]): void {
  menus().create({ contexts: ['editable'], ...item });
}
