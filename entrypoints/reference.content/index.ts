import { defineContentScript } from 'wxt/utils/define-content-script';

/** On the whole of Front's documentation, since its own links lead to the reference without loading a page. */
export default defineContentScript({
  matches: ['https://dev.frontapp.com/*'],
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  async main() {
    await import('./run.ts');
  },
});
