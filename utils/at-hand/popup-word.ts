import { browser } from 'wxt/browser';
import { readBrowserSession } from '../cache/browser-session.ts';
import type { Failure } from '../messaging/protocol.ts';
import type { NotInserted } from './decide-insert.ts';

/** Where a field is that was clicked. */
export interface MarkedField {
  /** Names the click; the script in the frame knows the field by it. */
  readonly mark: string;
  readonly tabId: number;
  readonly frameId: number;
  /** Of the frame's document, where the browser names it. */
  readonly documentId: string | null;
  /** The site that the person agrees to. */
  readonly origin: string;
}

/** What the popup says when it opens because of the menu, a key or the address bar. It names things, and holds no value. */
export type PopupWord =
  /** Whether the value may go into this site's field. */
  | {
      readonly kind: 'ask';
      /** Who chose it, and alone may agree; null where nobody was signed in. */
      readonly member: string | null;
      readonly tokenId: string;
      readonly field: MarkedField;
      /** When the field was clicked; ms since 1970. */
      readonly at: number;
    }
  | { readonly kind: 'not_inserted'; readonly why: NotInserted | Failure; readonly at: number }
  | { readonly kind: 'not_copied'; readonly why: NotCopied; readonly at: number };

export type NotCopied =
  /** No value was copied, shown or inserted here yet. */
  | 'none_yet'
  /** The browser did not let us. */
  | 'clipboard'
  /** The token was recorded without its value. */
  | 'no_value'
  | Failure;

/** Kept by the browser for its session, in the extension's own pages alone. */
const KEY = 'popup-word';
/** Later nobody knows any more what it was about. */
const GOOD_FOR_MS = 3 * 60_000;

/** Leaves a word for the popup that opens next. */
export async function leaveWord(word: PopupWord): Promise<void> {
  await browser.storage.session.set({ [KEY]: word });
}

/** What was left for the popup and is still of now. */
export async function readWord(now = Date.now()): Promise<PopupWord | null> {
  // Written by us alone, in a store that ends with the browser.
  const word = (await readBrowserSession(KEY)) as PopupWord | undefined;
  if (word === undefined || now - word.at > GOOD_FOR_MS) return null;
  return word;
}

export async function dropWord(): Promise<void> {
  await browser.storage.session.remove(KEY);
}
