import { defineContentScript } from 'wxt/utils/define-content-script';

/** On every page of Front's app, since its own links lead to the settings without loading a page. */
export default defineContentScript({
  matches: ['https://app.frontapp.com/*'],
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  async main() {
    await import('./run.ts');
  },
});
