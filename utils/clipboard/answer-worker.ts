import { clearIfOurs, type Clearing } from './clear-if-ours.ts';
import type { OffscreenRequest } from './offscreen-clipboard.ts';
import { writeByCommand } from './write-text.ts';

/**
 * Lets the offscreen document do what its worker asks. Only the extension's own service worker can
 * send to this listener, and only over the port that comes along can it be answered.
 */
export function answerWorker(document: Document): void {
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (port === undefined || !isRequest(event.data)) return;
    void act(document, event.data).then(
      (outcome) => port.postMessage(outcome),
      // The worker needs an answer in order to close this document.
      () => port.postMessage(null),
    );
  });
  navigator.serviceWorker.startMessages();
}

async function act(document: Document, asked: OffscreenRequest): Promise<Clearing | boolean> {
  return asked.companion === 'clear_clipboard'
    ? clearIfOurs(document, asked.ours)
    : writeByCommand(document, asked.text);
}

function isRequest(data: unknown): data is OffscreenRequest {
  if (typeof data !== 'object' || data === null) return false;
  const { companion } = data as { companion?: unknown };
  return companion === 'clear_clipboard' || companion === 'write_clipboard';
}
