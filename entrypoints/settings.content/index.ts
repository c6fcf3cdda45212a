import { defineContentScript } from 'wxt/utils/define-content-script';
import { startOnSettingsPage } from '../../utils/settings-page/start.ts';

export default defineContentScript({
  matches: ['https://app.frontapp.com/settings/*'],
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main() {
    // WXT's own context is left aside: any page can end it by an event of a known name.
    startOnSettingsPage(document);
  },
});
