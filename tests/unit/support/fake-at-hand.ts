import { fakeBrowser } from 'wxt/testing/fake-browser';

export interface MenuItem {
  readonly id: string;
  readonly title?: string;
  readonly parentId?: string;
}

type Listener = (...args: unknown[]) => unknown;

/** What the browser has beside its pages: a field's menu, keys and the address bar. */
export interface AtHandBrowser {
  readonly menu: readonly MenuItem[];
  /** How often the menu was built anew. */
  readonly built: number;
  readonly popupsOpened: number;
  chooseInMenu(info: object, tab: object): void;
  pressKey(command: string): void;
  typeAfterFt(text: string): Promise<{ first: string; others: readonly unknown[] }>;
  enterAfterFt(text: string, disposition: string): void;
}

/** Gives the fake browser what it lacks of these. */
export function fakeAtHand(): AtHandBrowser {
  const heard = { menu: [] as Listener[], keys: [] as Listener[] };
  const omnibox = { changed: [] as Listener[], entered: [] as Listener[] };
  const event = (listeners: Listener[]) => ({
    addListener: (listener: Listener) => listeners.push(listener),
  });
  let first = '';
  const state = {
    menu: [] as MenuItem[],
    built: 0,
    popupsOpened: 0,
    chooseInMenu: (info: object, tab: object) => call(heard.menu, info, tab),
    pressKey: (command: string) => call(heard.keys, command),
    typeAfterFt: (text: string) =>
      new Promise<{ first: string; others: readonly unknown[] }>((resolve) => {
        call(omnibox.changed, text, (others: readonly unknown[]) => resolve({ first, others }));
      }),
    enterAfterFt: (text: string, disposition: string) => call(omnibox.entered, text, disposition),
  };
  Object.assign(fakeBrowser, {
    contextMenus: {
      onClicked: event(heard.menu),
      removeAll: () => {
        state.menu = [];
        state.built += 1;
        return Promise.resolve();
      },
      create: (item: MenuItem) => state.menu.push(item),
    },
    commands: { onCommand: event(heard.keys) },
    omnibox: {
      onInputChanged: event(omnibox.changed),
      onInputEntered: event(omnibox.entered),
      onInputCancelled: event([]),
      setDefaultSuggestion: ({ description }: { description: string }) => {
        first = description;
      },
    },
  });
  Object.assign(fakeBrowser.action, {
    openPopup: () => {
      state.popupsOpened += 1;
      return Promise.resolve();
    },
  });
  return state;
}

function call(listeners: readonly Listener[], ...args: readonly unknown[]): void {
  for (const listener of listeners) listener(...args);
}
