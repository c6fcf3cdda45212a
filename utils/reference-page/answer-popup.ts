import { isPageQuestion } from './page-question.ts';

type Listener = (
  message: unknown,
  sender: { readonly id?: string },
  respond: (answer: string | null) => void,
) => void;

interface Runtime {
  readonly id?: string;
  readonly onMessage: {
    addListener(listener: Listener): void;
    removeListener(listener: Listener): void;
  };
}

/**
 * Tells our own popup which operation this page is about, as the address says it at that moment:
 * nothing is kept about tabs, so nothing of it can be out of date.
 */
export function answerPopup(operationHere: () => string | null, signal: AbortSignal): void {
  const scope = globalThis as { browser?: { runtime?: Runtime }; chrome?: { runtime?: Runtime } };
  const runtime = (scope.browser ?? scope.chrome)?.runtime;
  if (runtime === undefined) return;
  const listener: Listener = (message, sender, respond) => {
    if (sender.id === runtime.id && isPageQuestion(message)) respond(operationHere());
  };
  runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => runtime.onMessage.removeListener(listener));
}
