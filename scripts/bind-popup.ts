import type { InlineConfig, Plugin } from 'vite';
import type { Entrypoint } from 'wxt';

const DRAWING = 'drawing';

/**
 * What an opening popup loads, in scripts that the other pages share: a small one reads what is shown,
 * while the large one comes that draws it. What these modules import goes with them.
 */
const SCRIPTS = [
  {
    // All that the document behind the clipboard needs: it can do little else, and lives for a moment.
    name: 'clipboard',
    priority: 3,
    test: /[\\/]utils[\\/]clipboard[\\/](?:clear-if-ours|salted-digest|write-text)\.ts$/,
  },
  {
    name: 'start',
    priority: 2,
    test: /[\\/](?:app[\\/]start-page|state[\\/]at-hand|at-hand[\\/]popup-word|popup[\\/](?:page-operation|first-rows)|panel[\\/]place)\.tsx?$/,
  },
  { name: DRAWING, priority: 1, test: /[\\/](?:app[\\/]draw-page|popup[\\/]popup-app)\.tsx$/ },
];

/**
 * For WXT's hook `vite:build:extendConfig`. Left to itself, the bundler cuts what the popup needs
 * into a dozen scripts, one for each group of pages that share something. Each is asked for only when
 * the one that imports it has been read, and each is a trip to another process of the browser: an
 * opening popup waits for that longer than for anything else.
 */
export function bindPopup(entrypoints: readonly Entrypoint[], config: InlineConfig): void {
  if (!entrypoints.some((entrypoint) => entrypoint.type === 'popup')) return;
  const output = config.build?.rolldownOptions?.output;
  if (output === undefined || Array.isArray(output)) {
    throw new Error('WXT names the files of pages in another way now');
  }
  output.codeSplitting = { groups: SCRIPTS };
  config.plugins = [...(config.plugins ?? []), preloadDrawing()];
}

/** Has each page ask for what draws it at once, and not when its first script has run. */
function preloadDrawing(): Plugin {
  return {
    name: 'preload-drawing',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.name === DRAWING,
        );
        if (chunk === undefined) throw new Error(`no script named ${DRAWING} was built`);
        // The document behind the clipboard draws nothing.
        if (!html.includes('id="root"')) return [];
        const attrs = { rel: 'modulepreload', crossorigin: true, href: `/${chunk.fileName}` };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}
