import { browser } from 'wxt/browser';
import type { ClipboardGuard } from '../clipboard/clipboard-guard.ts';
import { onNews } from '../messaging/news.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { copyLastUsed, copyToken, type CopyDeps } from './copy.ts';
import { createFieldMenu, onMenuChoice } from './field-menu.ts';
import { insertChosen, type Reveal } from './insert.ts';
import { COMMANDS } from './keys.ts';
import { listenToOmnibox } from './omnibox.ts';
import { copyChangedPins, isPinsChange } from './pins.ts';
import { showPopup } from './show-popup.ts';

export interface AtHandDeps {
  /** Once the background has locked what the start of the browser asks to lock. */
  readonly state: () => Promise<SessionState>;
  readonly reveal: Reveal;
  readonly guard: ClipboardGuard;
  /** Puts back what usually stands on the icon. */
  readonly showRequests: () => void;
}

const TICK = { text: '✓', seconds: 3 } as const;

/**
 * Tokens from wherever somebody is: a field's menu, the address bar, keys. Call it while the worker's
 * script runs for the first time.
 */
export function listenAtHand({ state, reveal, guard, showRequests }: AtHandDeps): void {
  const followMenu = createFieldMenu(state);
  const copying: CopyDeps = {
    reveal,
    guard,
    onCopied() {
      // Nothing of ours is in sight. A worker that is stopped meanwhile puts it back at its next start.
      void browser.action.setBadgeText({ text: TICK.text }).catch(() => undefined);
      setTimeout(showRequests, TICK.seconds * 1_000);
    },
  };
  onMenuChoice((choice, click) => {
    // What goes wrong is said by the popup; without a browser window there is nobody to say it to.
    if (choice.kind === 'open' || click === null) void showPopup({ kind: 'list' }, click?.windowId);
    else void insertChosen(reveal, choice.id, click);
  });
  browser.commands.onCommand.addListener((command) => {
    // As above: a copy that fails opens the popup with the reason.
    if (command === COMMANDS.copy) void copyLastUsed(copying);
    if (command === COMMANDS.search) void showPopup({ kind: 'list' });
  });
  listenToOmnibox({ state, copy: (id) => copyToken(copying, id) });

  // The menu is built one after the other, and a build that failed is made good by the next.
  onNews(({ kind }) => {
    if (kind !== 'people' && kind !== 'looks') void followMenu();
  }, new AbortController().signal);
  browser.storage.onChanged.addListener((changes, area) => {
    if (!isPinsChange(changes, area)) return;
    // The menu is built from the copy. Without one the pins are read where they last.
    void copyChangedPins(changes)
      .catch(() => undefined)
      .then(followMenu);
  });
  void followMenu();
}
