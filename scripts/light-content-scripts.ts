import type { Entrypoint } from 'wxt';
import type { InlineConfig } from 'vite';

const CONTEXT = 'wxt/utils/content-script-context';
const NO_CONTEXT = '\0no-content-script-context';

/**
 * For WXT's hook `vite:build:extendConfig`: builds content scripts without WXT's context class.
 *
 * It brings the polyfill along (4 kB of gzip with it, in every settings page), and it ends the
 * script at an event whose name every page can know. Ours has its own lifetime
 * (`utils/settings-page/start.ts`) and uses none of it.
 */
export function lightenContentScripts(
  entrypoints: readonly Entrypoint[],
  config: InlineConfig,
): void {
  if (!entrypoints.every((entrypoint) => entrypoint.type === 'content-script')) return;
  config.plugins = [
    ...(config.plugins ?? []),
    {
      name: 'no-content-script-context',
      enforce: 'pre',
      resolveId: (id) => (id === CONTEXT ? NO_CONTEXT : null),
      load: (id) => (id === NO_CONTEXT ? 'export class ContentScriptContext {}' : null),
    },
  ];
}
