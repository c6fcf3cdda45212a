import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { BROWSER, type Stage } from './story.ts';
import { violations } from './violations.ts';

/** Takes pictures of a view in the themes that the browser can show, and has nothing in it hinder anybody. */
export async function lookAt(stage: Stage, page: Page, name: string): Promise<void> {
  for (const theme of BROWSER === 'chromium' ? ['light', 'dark'] : ['light']) {
    if (BROWSER === 'chromium') {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    }
    await stage.picture(page, `${name}-${theme}`);
    expect(await violations(page)).toEqual([]);
  }
}
