/** A page that nobody sees is not painted. In ms. */
const UNSEEN_AFTER = 200;

/** Resolves once the frame that is being made has been painted, or soon where none is. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, UNSEEN_AFTER);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
