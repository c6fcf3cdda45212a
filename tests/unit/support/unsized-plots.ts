import { vi } from 'vitest';

/** jsdom has no `ResizeObserver`; without a size a plot draws nothing, and its table tells the same. */
export function unsizedPlots(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
}
