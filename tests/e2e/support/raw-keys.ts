import path from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import type { Page } from 'puppeteer-core';

const KEYS = new Set(
  (await parseMessagesFile(path.resolve('locales/en.yml'))).map(({ key }) => key.join('.')),
);

/** What the page shows that is the key of a text, where its text should be. */
export async function rawKeys(page: Page): Promise<readonly string[]> {
  const shown = await page.evaluate(() => {
    const named = [...document.querySelectorAll('[aria-label],[title],[placeholder]')].flatMap(
      (element) =>
        ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    );
    return [document.title, document.body.innerText, ...named].join('\n');
  });
  return (shown.match(/\b[a-z]\w*\.[a-z]\w*\b/g) ?? []).filter((word) => KEYS.has(word));
}
