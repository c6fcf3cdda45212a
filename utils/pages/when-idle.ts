/** A browser that always has something else to do is not waited for longer. In ms. */
const AT_LATEST = 50;

/** Resolves once the browser has nothing more urgent to do, such as handing on a frame; soon in any case. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: AT_LATEST });
  });
}
