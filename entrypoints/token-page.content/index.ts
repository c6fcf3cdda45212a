import { defineContentScript } from 'wxt/utils/define-content-script';

/** In no page by itself: the background puts it where Front's pages about tokens are shown. */
export default defineContentScript({
  matches: ['https://app.frontapp.com/*'],
  registration: 'runtime',
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  async main() {
    await import('./run.ts');
  },
});
