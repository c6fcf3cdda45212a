import { browser } from 'wxt/browser';
import type { Clearing, Fingerprint } from './clear-if-ours.ts';

const PAGE = '/offscreen.html';
const ANSWER_WITHIN_MS = 5_000;

/** What is asked of the offscreen document, over a port that only it has. */
export type OffscreenRequest =
  | { readonly companion: 'clear_clipboard'; readonly ours: Fingerprint }
  | { readonly companion: 'write_clipboard'; readonly text: string };

interface WorkerClient {
  readonly url: string;
  postMessage(message: OffscreenRequest, transfer: Transferable[]): void;
}

interface WorkerScope {
  readonly clients: {
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly WorkerClient[]>;
  };
}

/**
 * Chrome's way: a worker has no clipboard, so a document that nobody sees is opened for it and
 * closed again. It is addressed by itself, not by a message that any page of the extension gets.
 */
export async function clearByOffscreenDocument(ours: Fingerprint): Promise<Clearing> {
  const outcome = await ask<Clearing>({ companion: 'clear_clipboard', ours });
  return outcome ?? 'unreadable';
}

/** Puts text on the clipboard in the same way. @returns false when it is not there */
export async function writeByOffscreenDocument(text: string): Promise<boolean> {
  return (await ask<boolean>({ companion: 'write_clipboard', text })) ?? false;
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: there is one such document, and whoever is done closes it. */
function ask<T>(asked: OffscreenRequest): Promise<T | null> {
  const mine = last.then(() => askNow<T>(asked));
  last = mine.catch(() => undefined);
  return mine;
}

async function askNow<T>(asked: OffscreenRequest): Promise<T | null> {
  const { offscreen } = browser;
  if (!(await offscreen.hasDocument())) {
    await offscreen.createDocument({
      url: PAGE,
      reasons: ['CLIPBOARD'],
      justification: 'Copies a token, and clears it from the clipboard if it is still there.',
    });
  }
  try {
    const { clients } = globalThis as unknown as WorkerScope;
    const url = browser.runtime.getURL(PAGE);
    const all = await clients.matchAll({ includeUncontrolled: true });
    const page = all.find((client) => client.url === url);
    return page === undefined ? null : await request<T>(page, asked);
  } finally {
    await offscreen.closeDocument();
  }
}

/** The document is our own, of the same build: it answers what was asked for. Null when it does not answer. */
function request<T>(page: WorkerClient, asked: OffscreenRequest): Promise<T | null> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      port1.close();
      resolve(null);
    }, ANSWER_WITHIN_MS);
    port1.onmessage = (event: MessageEvent<T>) => {
      clearTimeout(timer);
      port1.close();
      resolve(event.data);
    };
    page.postMessage(asked, [port2]);
  });
}
