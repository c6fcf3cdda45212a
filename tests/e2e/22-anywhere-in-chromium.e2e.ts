import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiOf } from './support/api.ts';
import { nextClipboard, readClipboard } from './support/clipboard.ts';
import {
  chooseInMenu,
  openedPopup,
  untilHolds,
  worker,
  type MenuFrame,
} from './support/field-menu.ts';
import { openFields } from './support/field-pages.ts';
import { click, find, seeText } from './support/find.ts';
import { lookAt } from './support/look-at.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Zapier – orders & returns <%s> – production';
const VALUE = /ftk_\w{47}/;

let stage: Stage;
let id = '';
beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
  const api = apiOf(stage.service);
  const made = await api.create({ kind: 'issued', name: NAME, scopes: ['tags:read'] });
  id = made.id;
  await api.create({ kind: 'issued', name: 'Zapier – spare – staging', scopes: ['tags:read'] });
  const page = await stage.openExtension('options.html#/tokens');
  await find(page, { role: 'link', name: NAME });
  await page.close();
});
afterAll(() => stage.close());

const insert = (page: Page, frame: MenuFrame = 'top', token = id): Promise<void> =>
  chooseInMenu(stage, page, `token:${token}`, frame);

/** Waits until the popup says why nothing was inserted, and closes it. */
async function refused(why: string): Promise<void> {
  const popup = await openedPopup(stage);
  await find(popup, { role: 'alert', name: `Nothing was inserted${why}…` });
  await popup.close();
}

const valueOf = (inside: Page | Frame, field: string): Promise<string> =>
  inside.$eval(field, (node) => (node as HTMLInputElement).value);

describe('from the menu of a field', () => {
  test('a site is asked about once, by its exact address, in a page of ours', async () => {
    const page = await openFields(stage, 'plain');
    await page.focus('#key');
    await page.keyboard.press('End');
    await insert(page);
    const popup = await openedPopup(stage);
    await find(popup, { role: 'heading', name: 'Insert here?' });
    await seeText(popup, `The value of ${NAME} goes into the field`);
    await seeText(popup, 'https://app.frontapp.com');
    await lookAt(stage, popup, '22-ask');
    await click(popup, { role: 'button', name: 'Cancel' });
    await find(popup, { role: 'heading', name: NAME });
    await popup.close();
    expect(await valueOf(page, '#key')).toBe('Bearer ');

    await insert(page);
    const again = await openedPopup(stage);
    // It closes itself, which looks like a failed click.
    await click(again, { role: 'button', name: 'Insert' }).catch(() => undefined);
    await untilHolds(page, '#key', /^Bearer ftk_\w{47}$/);
    const [newest] = await apiOf(stage.service).audit(id);
    expect(newest).toMatchObject({ action: 'token.revealed', via: 'insert' });
    await page.close();
  });

  test('the next time it goes straight into the field, whatever kind of field it is', async () => {
    const page = await openFields(stage, 'plain');
    for (const field of ['#secret', '#notes', '#editor']) {
      await page.focus(field);
      await insert(page);
      await untilHolds(page, field, VALUE);
    }
    await page.evaluate(() =>
      document.querySelector('shadow-field')?.shadowRoot?.querySelector('input')?.focus(),
    );
    await insert(page);
    await expect
      .poll(() =>
        page.evaluate(
          () => document.querySelector('shadow-field')?.shadowRoot?.querySelector('input')?.value,
        ),
      )
      .toMatch(VALUE);
    expect(await valueOf(page, '#key')).toBe('Bearer ');
    await page.close();
  });

  test('a field that its page controls, as React does, keeps the value', async () => {
    const page = await openFields(stage, 'controlled');
    await page.focus('#controlled');
    await insert(page);
    await untilHolds(page, '#controlled', VALUE);
    // Longer than the page takes to put back what it was not told of.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await untilHolds(page, '#controlled', VALUE);
    expect(await page.$eval('#state', (state) => state.textContent)).toBe('51');
    await page.close();
  });

  test('a frame of the same site gets it, and the page around it does not', async () => {
    const page = await openFields(stage, 'framed');
    const ours = page.frames().find((frame) => frame.url().endsWith('/plain'))!;
    await ours.focus('#notes');
    await insert(page, 'same_site');
    await expect.poll(() => valueOf(ours, '#notes')).toMatch(VALUE);
    expect(await valueOf(page, '#mine')).toBe('');
    await page.close();
  });

  test('attack: a frame of another site gets nothing, though the page around it was agreed to', async () => {
    const page = await openFields(stage, 'framed');
    const theirs = page.frames().find((frame) => frame.url().includes('stranger'))!;
    await theirs.focus('#theirs-field');
    await insert(page, 'other_site');
    await refused(' The field belongs to another site');
    expect(await valueOf(theirs, '#theirs-field')).toBe('');
    expect(await valueOf(page, '#mine')).toBe('');
    await page.close();
  });

  test.each([
    ['moves the focus to another field', () => document.getElementById('other')?.focus()],
    [
      'puts another field in the place of the one that was clicked',
      () => {
        const field = document.getElementById('key')!;
        const copy = field.cloneNode() as HTMLElement;
        field.replaceWith(copy);
        copy.focus();
      },
    ],
    ['hides the field', () => document.getElementById('key')!.style.setProperty('opacity', '0')],
  ])('attack: a page that %s after the click gets nothing', async (_what, attack) => {
    const page = await openFields(stage, 'runs');
    await page.focus('#key');
    // The service answers when the page is done.
    process.kill(stage.service.pid, 'SIGSTOP');
    await insert(page);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await page.evaluate(attack);
    process.kill(stage.service.pid, 'SIGCONT');
    await refused('');
    expect(await page.$$eval('input', (all) => all.map(({ value }) => value))).toEqual(['', '']);
    await page.close();
  });

  test('attack: a page that has gone elsewhere on its site after the click gets nothing', async () => {
    const page = await openFields(stage, 'runs');
    await page.focus('#key');
    process.kill(stage.service.pid, 'SIGSTOP');
    await insert(page);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await page.reload();
    await page.focus('#key');
    process.kill(stage.service.pid, 'SIGCONT');
    await refused(' The page moved on after your click');
    expect(await valueOf(page, '#key')).toBe('');
    await page.close();
  });

  test('attack: fields that nobody can see, or may write to, get nothing', async () => {
    const page = await openFields(stage, 'plain');
    for (const [field, why] of [
      ['#unseen', 'The field cannot be seen'],
      ['#away', 'The field cannot be seen'],
      ['#fixed', 'What was clicked takes no text'],
      ['#short', 'The field takes fewer characters'],
    ] as const) {
      await page.$eval(field, (node) => (node as HTMLElement).focus({ preventScroll: true }));
      await insert(page);
      await refused(` ${why}`);
    }
    expect(await page.evaluate(() => document.documentElement.innerHTML)).not.toMatch(VALUE);
    expect(await page.$$eval('input', (all) => all.map(({ value }) => value).join())).not.toMatch(
      VALUE,
    );
    await page.close();
  });

  test('attack: a page that listens to everything learns no more than its field holds', async () => {
    const page = await openFields(stage, 'listens');
    await page.focus('#key');
    await insert(page);
    await untilHolds(page, '#key', VALUE);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
    expect(heard.some((one) => one.startsWith('input'))).toBe(true);
    expect(heard.join('\n')).not.toMatch(VALUE);
    // Neither what our script remembers, nor its name.
    const names = await page.evaluate(() => Object.getOwnPropertyNames(globalThis).join());
    expect(names).not.toMatch(/companion/i);
    await page.close();
  });

  test('a site can be taken back in the settings, and is asked about again', async () => {
    const settings = await stage.openExtension('options.html#/settings');
    await find(settings, { role: 'heading', name: 'Sites that you insert tokens on' });
    await settings.evaluate(() =>
      document.querySelector('code + button, li button')?.scrollIntoView(),
    );
    await lookAt(stage, settings, '22-sites');
    await click(settings, { role: 'button', name: 'Remove https://app.frontapp.com' });
    await seeText(settings, 'None yet');
    await settings.close();
    const page = await openFields(stage, 'plain');
    await page.focus('#notes');
    await insert(page);
    const popup = await openedPopup(stage);
    await find(popup, { role: 'heading', name: 'Insert here?' });
    await popup.close();
    await page.close();
  });
});

describe('from the address bar and by keys', () => {
  // Headless browsers have neither: the events are handed to the extension as the browser would. Not
  // real are the key itself and its place among the browser's own.
  test('ft and a word names the token that fits, in texts that Chrome takes', async () => {
    const said = await (
      await worker(stage)
    ).evaluate(
      () =>
        new Promise<{ first: unknown; others: unknown }>((resolve, reject) => {
          let first: unknown;
          const { omnibox } = chrome;
          const own = omnibox.setDefaultSuggestion.bind(omnibox);
          omnibox.setDefaultSuggestion = (given: chrome.omnibox.DefaultSuggestResult) => {
            first = given.description;
            // Chrome itself reads the markup, and refuses what is none.
            return own(given);
          };
          const { dispatch } = omnibox.onInputChanged as unknown as {
            dispatch: (...args: unknown[]) => void;
          };
          dispatch.call(omnibox.onInputChanged, 'zapier', (others: unknown) =>
            resolve({ first, others }),
          );
          setTimeout(() => reject(new Error('no suggestion')), 5_000);
        }),
    );
    expect(said.first).toBe(
      '<match>Zapier – orders &amp; returns &lt;%s&gt; – production</match> <dim>– Enter opens it, Alt+Enter copies its value</dim>',
    );
    expect(said.others).toMatchObject([
      { description: expect.stringContaining('Zapier – spare') as unknown },
    ]);
  });

  test('the key copies the token that was used last, past every page, and says so on the icon', async () => {
    const page = await openFields(stage, 'plain');
    const before = await readClipboard(page);
    const text = await (
      await worker(stage)
    ).evaluate(async () => {
      const { dispatch } = chrome.commands.onCommand as unknown as {
        dispatch: (...args: unknown[]) => void;
      };
      dispatch.call(chrome.commands.onCommand, 'copy-last-used');
      for (let looks = 0; looks < 200; looks += 1) {
        const badge = await chrome.action.getBadgeText({});
        if (badge !== '') return badge;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return '';
    });
    expect(text).toBe('✓');
    expect(await nextClipboard(page, before)).toMatch(VALUE);
    const [newest] = await apiOf(stage.service).audit(id);
    expect(newest).toMatchObject({ action: 'token.revealed', via: 'copy' });
    await page.close();
  });
});

describe('when it can’t be', () => {
  test('the menu holds the names of what is at hand, and none of them once it is locked', async () => {
    const menu = async (): Promise<string> =>
      (await worker(stage)).evaluate(async () =>
        String((await chrome.storage.session.get('field-menu'))['field-menu']),
      );
    await expect.poll(menu).toContain('Zapier – orders && returns <%\u2060s> – production');
    const options = await stage.openExtension('options.html#/tokens');
    await click(options, { role: 'button', name: 'Lock now' });
    await find(options, { role: 'button', name: 'Unlock…' });
    await expect
      .poll(menu)
      .toBe(JSON.stringify(['Insert Front token', [{ id: 'open', title: 'Unlock…' }]]));
    await options.close();
  });

  test('a choice from a menu that was open while it was locked leads to the lock, and nowhere else', async () => {
    const page = await openFields(stage, 'plain');
    await page.focus('#notes');
    await insert(page);
    const popup = await openedPopup(stage);
    await find(popup, { role: 'heading', name: 'Locked' });
    expect(await popup.evaluate(() => document.body.innerText)).not.toContain('Zapier');
    expect(await valueOf(page, '#notes')).toBe('');
    await popup.close();
    await page.close();
  });
});
