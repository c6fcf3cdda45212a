import type { Page, WebWorker } from 'puppeteer-core';
import { expect } from 'vitest';
import type { StageBrowser } from './story.ts';

export interface MenuItem {
  readonly id: string;
  readonly title: string;
}

/** The extension's background, awake. In Chromium alone: Firefox's remote protocol shows none. */
export async function worker({ browser, extensionOrigin }: StageBrowser): Promise<WebWorker> {
  const target = await browser.waitForTarget(
    (one) => (one.type() as string) === 'service_worker' && one.url().startsWith(extensionOrigin),
  );
  const found = await target.worker();
  if (found === null) throw new Error('the worker is gone');
  return found;
}

/** Where in the page the menu is opened. */
export type MenuFrame = 'top' | 'same_site' | 'other_site';

/**
 * Chooses a token in the menu of the field that has the focus. The menu is drawn by the browser, out
 * of the protocol's reach: its click is handed to the extension as the browser would, with the frame's
 * own number. What is not real: the leave that a click in the menu gives (`activeTab`), in whose place
 * stands that for Front's own site.
 */
export async function chooseInMenu(
  inside: StageBrowser,
  page: Page,
  menuItemId: string,
  frame: MenuFrame = 'top',
): Promise<void> {
  const pageUrl = page.url();
  const clicked = { menuItemId, pageUrl, editable: true };
  await (
    await worker(inside)
  ).evaluate(
    async (info, wanted) => {
      const [tab] = await chrome.tabs.query({ url: info.pageUrl, active: true });
      const tabId = tab!.id!;
      /** What the browser says when a script is to be put into the frame of this number. */
      const into = async (frameId: number): Promise<'same_site' | 'other_site' | 'none'> => {
        try {
          const [ran] = await chrome.scripting.executeScript({
            target: { tabId, frameIds: [frameId] },
            func: () => self === top,
          });
          // The page itself has a number of this kind too, beside its 0.
          return ran?.result === true ? 'none' : 'same_site';
        } catch (error) {
          return String(error).includes('No frame') ? 'none' : 'other_site';
        }
      };
      let frameId = 0;
      for (let number = 1; wanted !== 'top' && frameId === 0 && number < 5_000; number += 1) {
        if ((await into(number)) === wanted) frameId = number;
      }
      // Chrome's own way to its listeners, which its types do not name.
      const { dispatch } = chrome.contextMenus.onClicked as unknown as {
        dispatch: (...args: unknown[]) => void;
      };
      dispatch.call(chrome.contextMenus.onClicked, { ...info, frameId }, tab);
    },
    clicked,
    frame,
  );
}

/** The popup that the extension has opened by itself. */
export async function openedPopup({ browser, extensionOrigin }: StageBrowser): Promise<Page> {
  const target = await browser.waitForTarget((one) => one.url() === `${extensionOrigin}popup.html`);
  const popup = await target.asPage();
  await popup.waitForSelector('#root > *');
  return popup;
}

/** Waits until a field holds this text. */
export async function untilHolds(page: Page, selector: string, text: RegExp): Promise<void> {
  const read = (): Promise<string> =>
    page.evaluate((of) => {
      const field = document.querySelector<HTMLElement>(of)!;
      return 'value' in field ? String(field.value) : field.textContent;
    }, selector);
  await expect.poll(read, { timeout: 15_000 }).toMatch(text);
}
