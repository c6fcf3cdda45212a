import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnField, type FieldStep } from '../../utils/at-hand/field-script.ts';
import { asksFor, documentedPermissions } from '../support/permissions-page.ts';
import { apiOf } from './support/api.ts';
import { untilHolds } from './support/field-menu.ts';
import { openFields } from './support/field-pages.ts';
import { click, find, seeText } from './support/find.ts';
import { lookAt } from './support/look-at.ts';
import { BROWSER, setStage, type Stage } from './support/story.ts';

let stage: Stage;
let id = '';
beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
  const made = await apiOf(stage.service).create({
    kind: 'issued',
    name: 'Zapier – orders – production',
    scopes: ['tags:read'],
  });
  id = made.id;
});
afterAll(() => stage.close());

describe('in both browsers', () => {
  test('the browser was asked for what docs/permissions.md names, and for nothing more', async () => {
    const page = await stage.openExtension('options.html#/settings');
    const told = await page.evaluate(() => chrome.runtime.getManifest());
    const documented = documentedPermissions(readFileSync('docs/permissions.md', 'utf8'));
    const sites = (told.content_scripts ?? []).flatMap(({ matches = [] }) => matches);
    expect({
      permission: [...(told.permissions ?? [])].sort(),
      optional: told.optional_permissions ?? [],
      host: told.host_permissions ?? [],
      'content script': sites.sort(),
    }).toEqual(asksFor(documented, BROWSER === 'firefox' ? 'firefox' : 'chrome'));
    expect(told.web_accessible_resources ?? []).toEqual([]);
    expect(told.optional_host_permissions ?? []).toEqual([]);
    expect(told.omnibox).toEqual({ keyword: 'ft' });
    const keys = await page.evaluate(() => chrome.commands.getAll());
    expect(keys.map(({ name, description }) => [name, description])).toContainEqual([
      'copy-last-used',
      'Copy the token that was used last',
    ]);
    await page.close();
  });

  test('a field that is gone when the person agrees gets nothing, and the site can be taken back', async () => {
    const options = await stage.openExtension('options.html#/settings');
    // Left by the background after a click in the menu, which only the browser itself can make.
    const field = { mark: crypto.randomUUID(), tabId: 999_999, frameId: 0, documentId: null };
    await options.evaluate(
      (word) => chrome.storage.session.set({ 'popup-word': { ...word, at: Date.now() } }),
      { kind: 'ask', tokenId: id, field: { ...field, origin: 'https://shop.example' } },
    );
    const popup = await stage.openExtension('popup.html');
    await popup.setViewport({ width: 400, height: 600 });
    await seeText(popup, 'https://shop.example');
    await lookAt(stage, popup, '22-ask-alone');
    await click(popup, { role: 'button', name: 'Insert' });
    await find(popup, { role: 'alert', name: 'Nothing was inserted…' });
    await lookAt(stage, popup, '22-not-inserted');
    await popup.close();
    await options.close();
    const settings = await stage.openExtension('options.html#/settings');
    await click(settings, { role: 'button', name: 'Remove https://shop.example' });
    await seeText(settings, 'None yet');
    await settings.close();
  });
});

describe('the script in the field’s frame', () => {
  // In the page's own world here, which both browsers' protocols reach; in the product it runs apart.
  const MARK = 'a-click';
  async function act(page: Page, value: string): Promise<unknown> {
    const mark: FieldStep = { kind: 'mark', mark: MARK, targetElementId: null };
    const marked = await page.evaluate(actOnField, mark);
    if (marked.kind === 'fault') return marked;
    const fill: FieldStep = { kind: 'fill', mark: MARK, origin: marked.origin, value };
    return page.evaluate(actOnField, fill);
  }

  test('writes to inputs, text areas and editors of this browser, at the caret', async () => {
    const page = await openFields(stage, 'plain');
    for (const field of ['#key', '#secret', '#notes', '#editor']) {
      await page.focus(field);
      expect(await act(page, 'a-value')).toMatchObject({ kind: 'done' });
      await untilHolds(page, field, /a-value/);
    }
    await untilHolds(page, '#key', /^(Bearer a-value|a-valueBearer )$/);
    await page.close();
  });

  test('writes to nothing that is hidden, fixed or too short in this browser', async () => {
    const page = await openFields(stage, 'plain');
    for (const [field, fault] of [
      ['#unseen', 'hidden'],
      ['#away', 'hidden'],
      ['#fixed', 'not_a_field'],
    ] as const) {
      await page.$eval(field, (node) => (node as HTMLElement).focus({ preventScroll: true }));
      expect(await act(page, 'a-value')).toEqual({ kind: 'fault', fault });
    }
    await page.focus('#short');
    expect(await act(page, 'longer than ten')).toEqual({ kind: 'fault', fault: 'too_short' });
    await page.close();
  });
});
