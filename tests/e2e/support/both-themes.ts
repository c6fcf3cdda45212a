import type { Page } from 'puppeteer-core';
import { BROWSER, type Stage } from './story.ts';

/** Pictures of a view as it is, and dark where the browser can be told so. */
export async function bothThemes(stage: Stage, page: Page, name: string): Promise<void> {
  await stage.picture(page, name);
  if (BROWSER !== 'chromium') return;
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await stage.picture(page, `${name}-dark`);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
}
