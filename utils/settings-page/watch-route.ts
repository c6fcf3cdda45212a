/**
 * Calls back after each change of the page's address, client-side ones too.
 *
 * `currententrychange` comes after the address has changed, and for every kind of same-document
 * navigation (https://developer.mozilla.org/docs/Web/API/Navigation/currententrychange_event).
 * `history.pushState` itself can't be seen from a content script, so Firefox before 147, which
 * lacks that event, tells of going back and forth alone; what a click leads to is seen by the click.
 */
export function watchRoute(view: Window, onChange: () => void, signal: AbortSignal): void {
  let last = view.location.href;
  const check = (): void => {
    if (view.location.href === last) return;
    last = view.location.href;
    onChange();
  };
  const { navigation } = view as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', check, { signal });
  view.addEventListener('popstate', check, { signal });
}
