/** True for an event by which the person's hand has moved, and false for one by which something came under it. */
export type IsMove = (event: PointerEvent) => boolean;

/**
 * Tells moves of the pointer from what browsers report when the page moves under a resting one: then the
 * place on the screen is the one before.
 */
export function watchHand(view: Window, signal: AbortSignal): IsMove {
  let last: PointerEvent | null = null;
  let at = '';
  const onMove = (event: PointerEvent): void => {
    const now = `${event.screenX} ${event.screenY}`;
    if (!event.isTrusted || now === at) return;
    at = now;
    last = event;
  };
  view.addEventListener('pointermove', onMove, { capture: true, passive: true, signal });
  return (event) => event === last;
}
