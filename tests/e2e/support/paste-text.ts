import type { Page } from 'puppeteer-core';
import { paste } from './clipboard.ts';
import { find } from './find.ts';

/** Copies a text and pastes it into a field, as a person would. */
export async function pasteText(page: Page, label: string, text: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  const element = await find(page, { role: 'field', name: label });
  await element.evaluate((node) => {
    node.scrollIntoView({ block: 'center' });
    node.focus();
  });
  await paste(page);
}
