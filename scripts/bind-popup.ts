import path from 'node:path';
import type { InlineConfig, Plugin, Rolldown } from 'vite';
import type { Entrypoint } from 'wxt';
import { withoutPolyfill } from './without-polyfill.ts';

const START = 'start';
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
    name: START,
    priority: 2,
    test: /[\\/](?:(?:popup|sidepanel)[\\/]main|app[\\/]start-page|state[\\/]at-hand|at-hand[\\/]popup-word|popup[\\/](?:page-operation|first-rows)|panel[\\/]place)\.tsx?$/,
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
  config.plugins = [
    ...(config.plugins ?? []),
    // Pages answer no messages, for which Chrome's own interface has no promises.
    withoutPolyfill(),
    dropPluginLoader(),
    bindDocuments(),
  ];
}

/** WXT has each page load what starts WXT's plugins. There are none here: it is a file with nothing in it. */
function dropPluginLoader(): Plugin {
  return {
    name: 'drop-plugin-loader',
    transform: {
      filter: { id: /virtual:wxt-html-plugins$/ },
      async handler() {
        const { code } = await this.load({ id: '\0virtual:wxt-plugins' });
        if (code?.includes('import ') !== false) {
          throw new Error('WXT has plugins now: what starts them can no longer be dropped');
        }
        return { code: '', moduleSideEffects: false };
      },
    },
  };
}

/**
 * Has each page ask for what draws it at once, and not when its first script has run; and gives it its
 * style sheet along with it: no script is run before a sheet that was named earlier is there.
 */
function bindDocuments(): Plugin {
  const taken = new Set<string>();
  return {
    name: 'bind-documents',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        // The document behind the clipboard draws nothing.
        if (!html.includes('id="root"')) return html;
        const files = Object.values(bundle ?? {});
        const drawing = files.find((file) => file.type === 'chunk' && file.name === DRAWING);
        if (drawing?.type !== 'chunk') throw new Error(`no script named ${DRAWING} was built`);
        const bound = withoutRuntime(html, files);
        const wanted = [drawing.fileName, ...drawing.imports].filter(
          (name) => !bound.includes(name),
        );
        const styled = bound.replace(SHEET, (_, fileName: string) => {
          const sheet = files.find((file) => file.type === 'asset' && file.fileName === fileName);
          if (sheet?.type !== 'asset') throw new Error(`no style sheet ${fileName} was built`);
          taken.add(fileName);
          const styles = textOf(sheet.source);
          if (html.includes(POPUP) && BY_WIDTH.test(styles)) {
            throw new Error(`the popup asks for its width: see components/popup.css`);
          }
          return `<style>${styles}</style>`;
        });
        if (styled === bound)
          throw new Error('Vite names the style sheets of a page in another way now');
        const drawn = wanted.map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
        }));
        return {
          // An empty page in the browser's own colours is no use, and painting it takes time.
          html: styled.replaceAll('<script type="module"', '$& blocking="render"'),
          // The popup asks for it once it has shown its first rows (`fetchDrawing`).
          tags: html.includes(POPUP)
            ? [
                {
                  tag: 'template',
                  attrs: { 'data-fetch': true },
                  children: drawn,
                  injectTo: 'head',
                },
              ]
            : drawn.map((tag) => ({ ...tag, injectTo: 'head' })),
        };
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const fileName of taken) {
          for (const file of Object.values(bundle)) {
            // A script that imports the sheet waits for it before it runs, and would wait in vain.
            const isPart = file.type === 'chunk' && !file.isEntry;
            if (isPart && file.viteMetadata?.importedCss.has(fileName) === true) {
              throw new Error(`${file.fileName} imports ${fileName}, which documents bring along`);
            }
          }
          Reflect.deleteProperty(bundle, fileName);
        }
      },
    },
  };
}

/**
 * Puts what the bundler's own helpers are into the script that a page starts with: a few hundred bytes,
 * for which the page would wait as for a script of any size. The others take them from their file.
 * @returns the document without that file
 */
function withoutRuntime(
  html: string,
  files: readonly (Rolldown.OutputAsset | Rolldown.OutputChunk)[],
): string {
  const chunks = files.filter((file) => file.type === 'chunk');
  const runtime = chunks.find(({ moduleIds }) => moduleIds.includes(RUNTIME));
  const start = chunks.find(({ name }) => name === START);
  if (runtime === undefined || start === undefined) {
    throw new Error('the bundler cuts its own helpers in another way now');
  }
  const named = new RegExp(`import\\{([^}]*)\\}from"\\./${path.basename(runtime.fileName)}";`);
  const wanted = named.exec(start.code)?.[1];
  if (wanted !== undefined) {
    const given = runtime.code.replace(/export\{([^}]*)\};?\s*$/, (_, names: string) => {
      return `return{${renamed(names, (own, name) => `${name}:${own}`)}}`;
    });
    if (given === runtime.code)
      throw new Error('the bundler writes its exports in another way now');
    const taken = renamed(wanted, (name, own) => `${name}:${own}`);
    start.code = start.code.replace(named, () => `var{${taken}}=(()=>{${given}})();`);
  }
  if (start.code.includes(path.basename(runtime.fileName))) {
    throw new Error('the bundler writes its imports in another way now: the helpers stay outside');
  }
  return html.replace(
    new RegExp(`\\s*<script[^>]*${path.basename(runtime.fileName)}"></script>`),
    '',
  );
}

/** Each `a as b` of an import or export written in another way. */
function renamed(names: string, write: (a: string, b: string) => string): string {
  return names
    .split(',')
    .map((name) => name.trim().split(' as '))
    .map(([a = '', b = a]) => write(a, b))
    .join(',');
}

const RUNTIME = '\0rolldown/runtime.js';
const POPUP = 'data-page="popup"';
const BY_WIDTH = /@media[^{]*\bwidth\b/;
const SHEET = /<link rel="stylesheet"[^>]* href="\/([^"]+\.css)">/g;

function textOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}
