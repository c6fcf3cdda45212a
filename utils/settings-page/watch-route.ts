/** After so long a click has led to where it leads, in ms; an app that loads a part first takes longer. */
const ROUTED_AFTER_MS = [50, 500, 2_000];

/**
 * Calls back after each change of the page's address, client-side ones too.
 *
 * `currententrychange` comes after the address has changed, and for every kind of same-document
 * navigation (https://developer.mozilla.org/docs/Web/API/Navigation/currententrychange_event).
 * `history.pushState` itself can't be seen from a content script, so in Firefox before 147, which
 * lacks that event, the address is looked at again after what the person does.
 */
export function watchRoute(view: Window, onChange: () => void, signal: AbortSignal): void {
  let last = view.location.href;
  const check = (): void => {
    if (signal.aborted || view.location.href === last) return;
    last = view.location.href;
    onChange();
  };
  const { navigation } = view as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', check, { signal });
  view.addEventListener('popstate', check, { signal });
  if (navigation !== undefined) return;
  for (const kind of ['click', 'keyup']) {
    const later = (): void => {
      for (const after of ROUTED_AFTER_MS) setTimeout(check, after);
    };
    view.addEventListener(kind, later, { capture: true, passive: true, signal });
  }
}
