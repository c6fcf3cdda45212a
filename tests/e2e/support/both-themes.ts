import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { rawKeys } from './raw-keys.ts';
import { BROWSER, type Stage } from './story.ts';
import { violations } from './violations.ts';

/**
 * Looks at a view as it is, and dark where the browser can be told so: a picture of each, in which
 * axe finds nothing.
 */
export async function bothThemes(stage: Stage, page: Page, name: string): Promise<void> {
  await look(stage, page, name);
  if (BROWSER !== 'chromium') return;
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await look(stage, page, `${name}-dark`);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
}

async function look(stage: Stage, page: Page, name: string): Promise<void> {
  // A colour on its way from one theme to the other is none that anybody has chosen.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map((transition) => transition.finished),
    ),
  );
  await stage.picture(page, name);
  expect(await violations(page), name).toEqual([]);
  expect(await rawKeys(page), name).toEqual([]);
}
