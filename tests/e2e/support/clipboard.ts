import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';

/** Pastes into the field that has the focus, as Ctrl+V does. */
export async function paste(page: Page): Promise<void> {
  await page.keyboard.down('Control');
  // Chromium’s remote protocol types keys without their editing command; it has to be named.
  await page.keyboard.press('v', { commands: ['Paste'] });
  await page.keyboard.up('Control');
}

/** What the clipboard holds, read the way a person would see it: by pasting it somewhere. */
export async function readClipboard(page: Page): Promise<string> {
  await page.bringToFront();
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'paste-here';
    area.setAttribute('style', 'position:fixed;top:0;left:0;z-index:99');
    document.body.append(area);
    area.focus();
  });
  await paste(page);
  return page.evaluate(() => {
    const area = document.getElementById('paste-here') as HTMLTextAreaElement;
    const text = area.value;
    area.remove();
    return text;
  });
}

/** Waits until the clipboard holds another text than before, and reads that. */
export async function nextClipboard(page: Page, before: string): Promise<string> {
  let text = before;
  const isNew = async (): Promise<boolean> => {
    text = await readClipboard(page);
    // Nothing is what a paste gives whose field has lost the focus meanwhile.
    return text !== '' && text !== before;
  };
  await expect.poll(isNew, { timeout: 15_000 }).toBe(true);
  return text;
}
