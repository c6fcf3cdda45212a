/** How often the address is compared where the browser tells nothing of client-side routes, in ms. */
const POLL_MS = 1_000;

/**
 * Calls back after each change of the page's address, client-side ones too.
 *
 * `currententrychange` comes after the address has changed, and for every kind of same-document
 * navigation (https://developer.mozilla.org/docs/Web/API/Navigation/currententrychange_event).
 * `history.pushState` itself can't be seen from a content script, so without the Navigation API
 * one string is compared each second while the page is shown.
 */
export function watchRoute(view: Window, onChange: () => void, signal: AbortSignal): void {
  let last = view.location.href;
  const check = (): void => {
    if (view.location.href === last) return;
    last = view.location.href;
    onChange();
  };
  const navigation = (view as { navigation?: EventTarget }).navigation;
  view.addEventListener('popstate', check, { signal });
  if (navigation !== undefined) {
    navigation.addEventListener('currententrychange', check, { signal });
    return;
  }
  const timer = view.setInterval(() => {
    if (!view.document.hidden) check();
  }, POLL_MS);
  signal.addEventListener('abort', () => view.clearInterval(timer));
}
