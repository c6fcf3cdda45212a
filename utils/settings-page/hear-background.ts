import { isSessionNews } from '../front-page/is-session-news.ts';

type Listener = (message: unknown, sender: { readonly id?: string }) => void;

interface Runtime {
  readonly id?: string;
  readonly onMessage?: {
    addListener(listener: Listener): void;
    removeListener(listener: Listener): void;
  };
}

/** Calls back when somebody has locked, signed in or left, until `signal` aborts. */
export function onSessionNews(listener: () => void, signal: AbortSignal): void {
  const scope = globalThis as { browser?: { runtime?: Runtime }; chrome?: { runtime?: Runtime } };
  const runtime = (scope.browser ?? scope.chrome)?.runtime;
  const onMessage = runtime?.onMessage;
  if (onMessage === undefined) return;
  const hear: Listener = (message, sender) => {
    if (sender.id === runtime?.id && isSessionNews(message)) listener();
  };
  onMessage.addListener(hear);
  signal.addEventListener('abort', () => onMessage.removeListener(hear));
}
