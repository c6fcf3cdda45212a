import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';

/** Names of the catalogue's sections. */
const SECTIONS = [
  ...readFileSync(path.resolve('locales/en.yml'), 'utf8').matchAll(/^(\w+):$/gm),
].map(([, name = '']) => name);
const KEY = `\\b(?:${SECTIONS.join('|')})\\.[a-z][A-Za-z0-9]*\\b`;

/** What the page shows that looks like the key of a text, where its text should be. */
export function rawKeys(page: Page): Promise<readonly string[]> {
  return page.evaluate((key) => {
    const named = [...document.querySelectorAll('[aria-label],[title],[placeholder]')].flatMap(
      (element) =>
        ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    );
    const shown = [document.title, document.body.innerText, ...named].join('\n');
    return shown.match(new RegExp(key, 'g')) ?? [];
  }, KEY);
}
