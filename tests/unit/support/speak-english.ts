import path from 'node:path';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** The browser's own `i18n` in English, with the texts of the catalogue. */
const texts = generateChromeMessages(await parseMessagesFile(path.resolve('locales/en.yml')));

Object.assign(fakeBrowser, {
  i18n: {
    getMessage: (key: string): string => texts[key]?.message ?? '',
    getUILanguage: (): string => 'en-GB',
  },
});
