/** What a page shows that has the shape of a Front token, and the names it could belong to. */
export interface ShownValues {
  readonly protocol: string;
  readonly host: string;
  readonly path: string;
  /** Texts of the page's headings. */
  readonly names: readonly string[];
  /** Each text of the shape once: three parts of base64url, the third of 43 characters. */
  readonly values: readonly string[];
}

/**
 * Reads the page for values that it shows: in its text, also where that is split over elements, and
 * in its input fields. What is hidden, and what a password field masks, is not shown.
 *
 * It is run in the page by `scripting.executeScript`, which takes its text along and nothing else:
 * so it uses nothing from outside itself.
 */
export function readShownValues(): ShownValues {
  const shape = /(?<![\w.-])eyJ[\w-]{8,2000}\.[\w-]{8,3000}\.[\w-]{43}(?![\w.-])/g;
  const longest = 8_000;
  const values = new Set<string>();
  const take = (text: string): void => {
    for (const [value] of text.matchAll(shape)) values.add(value);
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  for (const field of document.querySelectorAll('input, textarea')) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    if (field.type !== 'password' && field.type !== 'hidden' && isShown(field)) take(field.value);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    const parent = node.parentElement;
    if (parent === null || !/eyJ/.test(text) || parent.closest('script, style, noscript')) continue;
    if (!isShown(parent)) continue;
    const before = values.size;
    take(text);
    if (values.size > before) continue;
    // Split over elements: the nearest one around it whose text is a value and nothing more.
    for (let around: Element | null = parent; around !== null; around = around.parentElement) {
      const whole = around.textContent.trim();
      if (whole.length > longest) break;
      const [found] = whole.match(shape) ?? [];
      if (found === whole) {
        values.add(whole);
        break;
      }
    }
  }
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')];
  return {
    protocol: location.protocol,
    host: location.hostname,
    path: location.pathname,
    names: headings.filter(isShown).map((heading) => heading.textContent.trim()),
    values: [...values],
  };
}
