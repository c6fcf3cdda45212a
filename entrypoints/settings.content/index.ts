import { defineContentScript } from 'wxt/utils/define-content-script';

export default defineContentScript({
  matches: ['https://app.frontapp.com/settings/*'],
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  async main() {
    await import('./run.ts');
  },
});
