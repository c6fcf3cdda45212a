import type { Plugin } from 'vite';

/** The ways in which libraries import the browser's own interface, and the polyfill with it. */
const BROWSER = new Set(['@wxt-dev/browser', 'wxt/browser', 'webextension-polyfill']);
const PLAIN_BROWSER = '\0plain-browser';

/**
 * Has scripts use the browser's own interface. For Firefox, where the polyfill hands out nothing else,
 * and for content scripts, whose texts ask for `i18n` alone, which answers at once in every browser.
 */
export function withoutPolyfill(): Plugin {
  return {
    name: 'without-polyfill',
    enforce: 'pre',
    resolveId: (id) => (BROWSER.has(id) ? PLAIN_BROWSER : null),
    load: (id) =>
      id === PLAIN_BROWSER
        ? 'export const browser = globalThis.browser ?? globalThis.chrome;\nexport default browser;\n'
        : null,
  };
}
