/** True when the page shows this element on a dark ground, whatever the system's own theme is. */
export function isDark(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  if (view === null) return false;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const ground = parseColor(view.getComputedStyle(at).backgroundColor);
    if (ground !== null && ground.alpha > 0.5) return luminance(ground) < 0.4;
  }
  const scheme = view.getComputedStyle(element.ownerDocument.documentElement).colorScheme;
  return scheme.includes('dark') && view.matchMedia('(prefers-color-scheme: dark)').matches;
}

interface Color {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** Computed colours in sRGB come as `rgb(r, g, b)` or `rgba(r, g, b, a)`; others are passed over. */
function parseColor(text: string): Color | null {
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  const [red, green, blue, alpha = 1] = parts ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return { red, green, blue, alpha };
}

/** Weighted brightness from 0 (black) to 1 (white); enough to tell dark from light. */
function luminance({ red, green, blue }: Color): number {
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
