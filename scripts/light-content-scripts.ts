import type { InlineConfig, Plugin } from 'vite';
import type { Entrypoint } from 'wxt';
import { withoutPolyfill } from './without-polyfill.ts';

const FRAME = 'virtual:wxt-content-script-isolated-world-entrypoint';
/**
 * For WXT's hook `vite:build:extendConfig`: builds content scripts without the frame that WXT puts
 * around them, since they run in every settings page.
 *
 * The frame brings WXT's context class and the polyfill along (4 kB of gzip), and it ends the script
 * at an event whose name every page can know. Ours has its own lifetime
 * (`utils/settings-page/start.ts`) and uses none of it. What is built is `run.ts` beside the script's
 * definition: the definition itself is for the manifest.
 */
export function lightenContentScripts(
  entrypoints: readonly Entrypoint[],
  config: InlineConfig,
): void {
  if (!entrypoints.every((entrypoint) => entrypoint.type === 'content-script')) return;
  // A selector that is used in ten places is kept once.
  config.build = {
    ...config.build,
    rolldownOptions: { ...config.build?.rolldownOptions, optimization: { inlineConst: false } },
  };
  config.plugins = [...(config.plugins ?? []), withoutFrame(), withoutPolyfill()];
}

function withoutFrame(): Plugin {
  return {
    name: 'content-script-without-frame',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes(FRAME)) return null;
      const entry = /^import definition from (["'].*\/)[^/]+$/m.exec(code);
      if (entry === null) this.error('WXT names the content script in another way now');
      const [, folder = ''] = entry;
      return { code: `import ${folder}run.ts${folder.charAt(0)};\n`, map: null };
    },
  };
}
