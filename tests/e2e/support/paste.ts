import type { Page } from 'puppeteer-core';
import { find } from './find.ts';

/** Pastes a text into a field, as the browser does it: an event that carries the text. */
export async function paste(page: Page, label: string, text: string): Promise<void> {
  const element = await find(page, { role: 'field', name: label });
  await element.evaluate((node, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    node.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}
