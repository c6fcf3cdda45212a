import { clearIfOurs } from './clear-if-ours.ts';
import type { OffscreenRequest } from './offscreen-clipboard.ts';

/**
 * Lets the offscreen document do what its worker asks. Only the extension's own service worker can
 * send to this listener, and only over the port that comes along can it be answered.
 */
export function answerWorker(document: Document): void {
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (port === undefined || !isRequest(event.data)) return;
    void clearIfOurs(document, event.data.ours).then(
      (outcome) => port.postMessage(outcome),
      // The worker needs an answer in order to close this document.
      () => port.postMessage('unreadable'),
    );
  });
  navigator.serviceWorker.startMessages();
}

function isRequest(data: unknown): data is OffscreenRequest {
  if (typeof data !== 'object' || data === null) return false;
  return (data as { companion?: unknown }).companion === 'clear_clipboard';
}
