/** Weighted brightness from 0 (black) to 255 (white). */
const DARK_BELOW = 102;

/** True when the page shows this element on a dark ground, whatever the system's own theme is. */
export function isDark(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  if (view === null) return false;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    // Computed colours in sRGB come as `rgb(r, g, b)` or `rgba(r, g, b, a)`; others are passed over.
    const color = view.getComputedStyle(at).backgroundColor;
    const [red = 0, green = 0, blue = 0, alpha = 1] = color.match(/[\d.]+/g)?.map(Number) ?? [];
    if (!color.startsWith('rgb') || alpha < 0.5) continue;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < DARK_BELOW;
  }
  const scheme = view.getComputedStyle(element.ownerDocument.documentElement).colorScheme;
  return scheme.includes('dark') && view.matchMedia('(prefers-color-scheme: dark)').matches;
}
