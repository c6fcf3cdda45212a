import { browser } from 'wxt/browser';
import type { Clearing, Fingerprint } from './clear-if-ours.ts';

const PAGE = '/offscreen.html';
const ANSWER_WITHIN_MS = 5_000;

/** What is asked of the offscreen document, over a port that only it has. */
export interface OffscreenRequest {
  readonly companion: 'clear_clipboard';
  readonly ours: Fingerprint;
}

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
  const { offscreen } = browser;
  if (!(await offscreen.hasDocument())) {
    await offscreen.createDocument({
      url: PAGE,
      reasons: ['CLIPBOARD'],
      justification: 'Clears a copied token from the clipboard, if it is still there.',
    });
  }
  try {
    const { clients } = globalThis as unknown as WorkerScope;
    const url = browser.runtime.getURL(PAGE);
    const all = await clients.matchAll({ includeUncontrolled: true });
    const page = all.find((client) => client.url === url);
    return page === undefined ? 'unreadable' : await request(page, ours);
  } finally {
    await offscreen.closeDocument();
  }
}

function request(page: WorkerClient, ours: Fingerprint): Promise<Clearing> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      port1.close();
      resolve('unreadable');
    }, ANSWER_WITHIN_MS);
    port1.onmessage = (event: MessageEvent<Clearing>) => {
      clearTimeout(timer);
      port1.close();
      resolve(event.data);
    };
    page.postMessage({ companion: 'clear_clipboard', ours }, [port2]);
  });
}
