import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'wxt';
import { CHROME_KEY, GECKO_ID } from './contract/extension-ids.ts';
import { bindPopup } from './scripts/bind-popup.ts';
import { withoutPolyfill } from './scripts/without-polyfill.ts';
import { lightenContentScripts } from './scripts/light-content-scripts.ts';

/**
 * Firefox's own policy for Manifest V3 holds `upgrade-insecure-requests`, which would turn a service
 * at http://127.0.0.1 into one at https. `connect-src` names where a service may stand.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  'connect-src https: http://127.0.0.1:* http://localhost:*',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  // Every import is written out, so that a reader and the layering check see it.
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_manifest_name__',
    short_name: '__MSG_manifest_shortName__',
    description: '__MSG_manifest_description__',
    default_locale: 'en',
    icons: { 16: 'icon-16.png', 32: 'icon-32.png', 48: 'icon-48.png', 128: 'icon-128.png' },
    action: { default_title: '__MSG_manifest_action__' },
    permissions: [
      'storage',
      'identity',
      'alarms',
      // Locks when nobody was at the machine for a while.
      'idle',
      'clipboardRead',
      'clipboardWrite',
      // Reads a value that Front shows, when an admin says so in the panel or popup (docs/capture.md), and
      // puts the script that reads Front's pages about tokens into them, and into no other page.
      'scripting',
      'activeTab',
      // The menu of a field. Firefox names the element that was clicked only to who asks for `menus`.
      browser === 'firefox' ? 'menus' : 'contextMenus',
      // Firefox has no offscreen documents: its background page has a clipboard of its own.
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    omnibox: { keyword: 'ft' },
    // Letters that open no menu of Firefox in any of our languages: it goes by them with Alt and Shift too.
    // Chrome keeps some for itself, such as P for tab groups, and then gives a command none without a word.
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      search: {
        suggested_key: { default: 'Alt+Shift+G' },
        description: '__MSG_atHand_commandSearch__',
      },
      'copy-last-used': {
        suggested_key: { default: 'Alt+Shift+Y' },
        description: '__MSG_atHand_commandCopy__',
      },
    },
    // Asked for when somebody switches the weekly digest on.
    optional_permissions: ['notifications'],
    // Firefox takes what a policy says of an extension without a schema.
    ...(browser === 'firefox' ? {} : { storage: { managed_schema: 'managed-schema.json' } }),
    // The same host as the content script's. Chrome wants it written out for scripts that are put in.
    host_permissions: ['https://app.frontapp.com/*'],
    content_security_policy: { extension_pages: PAGE_POLICY },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '140.0',
              // Front tokens that a person records go to the service that the company runs itself.
              data_collection_permissions: { required: ['authenticationInfo'] },
            },
          },
        }
      : { key: CHROME_KEY, minimum_chrome_version: '123' }),
  }),
  zip: {
    // What it takes to build the extension, and what says how; not what lies about in the folder.
    includeSources: [
      '{components,contract,entrypoints,locales,public,scripts,utils}/**',
      '{CHANGELOG,LICENSE,README}*',
      '{package,package-lock,tsconfig}.json',
      'wxt.config.ts',
    ],
  },
  vite: ({ browser }) => ({
    plugins: [tailwindcss(), ...(browser === 'firefox' ? [withoutPolyfill()] : [])],
    build: {
      target: ['chrome123', 'firefox140'],
      // A page names its scripts from the start on (`scripts/bind-popup.ts`); every browser here knows how to
      // fetch them ahead.
      modulePreload: { polyfill: false },
    },
  }),
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      lightenContentScripts(entrypoints, config);
      bindPopup(entrypoints, config);
    },
  },
});
