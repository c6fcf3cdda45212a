import { withdrawLook } from '../at-hand/last-look.ts';

/** Something that the background changed: pages that show it read the cache again. */
export type News =
  | { readonly kind: 'session' }
  | { readonly kind: 'tokens' }
  /** Members, grants, requests or sessions; they are not cached, so pages ask anew. */
  | { readonly kind: 'people' }
  /** A value was looked at, or refused: timelines and the log are behind, and nothing else is. */
  | { readonly kind: 'looks' }
  /** A value was copied, revealed or inserted, which the field's menu puts first. */
  | { readonly kind: 'recents' };

const KINDS: ReadonlySet<unknown> = new Set<News['kind']>([
  'session',
  'tokens',
  'people',
  'looks',
  'recents',
]);
const CHANNEL = 'companion-news';

/**
 * Tells all open pages of the extension, and takes back what the next popup would show at once. The
 * news holds no facts: those are in the cache.
 */
export function announce(news: News): void {
  // Never rejects, and whoever announces has nothing to wait for: the database is right already.
  if (movesList(news)) void withdrawLook();
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Whether the popup's list may begin otherwise after it. */
export function movesList({ kind }: News): boolean {
  return kind === 'session' || kind === 'tokens' || kind === 'recents';
}

/** Hears of changes until `signal` aborts. */
export function onNews(listener: (news: News) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isNews(event.data)) listener(event.data);
  });
  signal.addEventListener('abort', () => channel.close(), { once: true });
}

function isNews(data: unknown): data is News {
  if (typeof data !== 'object' || data === null) return false;
  const { kind } = data as { kind?: unknown };
  return KINDS.has(kind);
}
