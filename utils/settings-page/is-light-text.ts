/** Weighted brightness from 0 (black) to 255 (white) from which on a text is meant for a dark ground. */
const LIGHT_TEXT_FROM = 150;

/**
 * True when the page writes this element's text in a light colour, whatever the system's own theme
 * is. The text tells it in one look; the ground is often painted by some element far above.
 * @param color a computed colour: `rgb(r, g, b)`; other notations count as dark text
 */
export function isLightText(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = color.startsWith('rgb')
    ? (color.match(/[\d.]+/g) ?? []).map(Number)
    : [];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue >= LIGHT_TEXT_FROM;
}
