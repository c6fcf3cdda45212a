import { askBackground, extensionIsAlive } from '../settings-page/ask-background.ts';
import { isLightText } from '../settings-page/is-light-text.ts';
import { OWN_MARK } from '../settings-page/page-parts.ts';
import { watchRoute } from '../settings-page/watch-route.ts';
import { answerPopup } from './answer-popup.ts';
import { describeLabel } from './describe-label.ts';
import { createLabel } from './label.ts';
import { readOperationId } from './read-operation-id.ts';

/**
 * Labels the pages of Front's API reference with the scope of their call, for as long as the page
 * lives and the extension does, through the site's own navigation. Safe to run again: what an
 * orphaned run left in the page is taken down first.
 */
export function startOnReference(document: Document): void {
  const view = document.defaultView;
  if (view === null) return;
  for (const left of document.querySelectorAll(`[${OWN_MARK}]`)) left.remove();

  const lifetime = new AbortController();
  const { signal } = lifetime;
  const isAlive = (): boolean => {
    if (!extensionIsAlive()) lifetime.abort();
    return !signal.aborted;
  };
  const operationHere = (): string | null => readOperationId(view.location.pathname);
  const act = (name: 'reference.open' | 'reference.hide'): void => {
    const operation = operationHere();
    if (operation === null || !isAlive()) return;
    if (name === 'reference.hide') {
      label.remove();
      void askBackground(name, null);
    } else {
      // The answer is the page that opens; a failure to open it is told there or not at all.
      void askBackground(name, { operation });
    }
  };
  const label = createLabel(document, {
    open: () => act('reference.open'),
    hide: () => act('reference.hide'),
  });
  signal.addEventListener('abort', label.remove);

  /** Which operation the label in the page speaks of. */
  let shown: string | null = null;
  const look = async (): Promise<void> => {
    const operation = operationHere();
    if (operation !== shown) label.remove();
    shown = operation;
    // Whoever comes back to the tab finds it looked at then.
    if (operation === null || document.hidden || !isAlive()) return;
    const answer = await askBackground('reference.look_up', { operation });
    if (signal.aborted || operation !== operationHere()) return;
    if (answer.ok && answer.value !== null) {
      const dark = isLightText(view.getComputedStyle(document.body).color);
      label.show(describeLabel(answer.value), dark);
    } else label.remove();
  };
  // It never rejects: the background's failures are answers.
  const lookNow = (): void => void look();

  watchRoute(view, lookNow, signal);
  if (!('navigation' in view)) {
    // Firefox before 147 tells of no new address; a site that goes to one draws something then.
    const onDrawn = new MutationObserver(() => {
      if (operationHere() !== shown) lookNow();
    });
    onDrawn.observe(document, { childList: true, subtree: true });
    signal.addEventListener('abort', () => onDrawn.disconnect());
  }
  view.addEventListener('focus', lookNow, { signal });
  document.addEventListener('visibilitychange', lookNow, { signal });
  answerPopup(operationHere, signal);
  lookNow();
}
