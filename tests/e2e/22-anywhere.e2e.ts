import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnField, type FieldAnswer, type FieldStep } from '../../utils/at-hand/field-script.ts';
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
    // A key that the browser keeps for itself is not given, and nobody is told.
    expect(keys.filter(({ shortcut }) => (shortcut ?? '') === '')).toEqual([]);
    await page.close();
  });

  test('a field that is gone when the person agrees gets nothing, and the site can be taken back', async () => {
    const options = await stage.openExtension('options.html#/settings');
    // Left by the background after a click in the menu, which only the browser itself can make.
    const field = { mark: crypto.randomUUID(), tabId: 999_999, frameId: 0, documentId: null };
    const leave = (member: string): Promise<void> =>
      options.evaluate(
        (word) => chrome.storage.session.set({ 'popup-word': { ...word, at: Date.now() } }),
        { kind: 'ask', member, tokenId: id, field: { ...field, origin: 'https://shop.example' } },
      );
    // Somebody who signed out since has left one behind: it is no question to whoever is here now.
    await leave('mem_0000000000000000');
    const list = await stage.openExtension('popup.html');
    await find(list, { role: 'option', name: 'Zapier – orders – production…' });
    await list.close();
    const [me] = await apiOf(stage.service).members();
    await leave(me?.id ?? '');
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
  let options: Page;
  beforeAll(async () => {
    options = await stage.openExtension('options.html#/tokens');
  });
  afterAll(() => options.close());

  interface Ran {
    readonly answer: FieldAnswer;
    readonly documentId?: string;
  }

  /** Puts the script into the page as the background does: in a world of its own, by leave for Front's site. */
  async function run(page: Page, step: FieldStep, documentId?: string): Promise<Ran> {
    const where = documentId === undefined ? { frameIds: [0] } : { documentIds: [documentId] };
    const ran = `(async () => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url === ${JSON.stringify(page.url())});
      const [{ result, documentId }] = await chrome.scripting.executeScript({
        target: { tabId: tab.id, ...${JSON.stringify(where)} },
        func: ${actOnField.toString()},
        args: [${JSON.stringify(step)}],
      });
      return { answer: result, documentId };
    })()`;
    return (await options.evaluate(ran)) as Ran;
  }

  async function act(page: Page, value: string): Promise<FieldAnswer> {
    const mark = crypto.randomUUID();
    const { answer, documentId } = await run(page, { kind: 'mark', mark, targetElementId: null });
    if (answer.kind === 'fault') return answer;
    const fill: FieldStep = { kind: 'fill', mark, origin: answer.origin, value };
    return (await run(page, fill, documentId)).answer;
  }

  test('writes to inputs, text areas and editors of this browser, at the caret', async () => {
    const page = await openFields(stage, 'plain');
    for (const field of ['#key', '#secret', '#notes', '#editor']) {
      await page.focus(field);
      await page.keyboard.press('End');
      expect(await act(page, 'a-value')).toEqual({
        kind: 'done',
        origin: new URL(page.url()).origin,
      });
      await untilHolds(page, field, /a-value/);
    }
    await untilHolds(page, '#key', /^Bearer a-value$/);
    await page.close();
  });

  test('a field that its page controls keeps the value in this browser', async () => {
    const page = await openFields(stage, 'controlled');
    await page.focus('#controlled');
    await act(page, 'a-value');
    await page.waitForFunction(() => document.getElementById('state')?.textContent === '7');
    // Longer than the page takes to put back what it was not told of.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await untilHolds(page, '#controlled', /^a-value$/);
    await page.close();
  });

  test('attack: a page that listens to everything learns no more than its field holds', async () => {
    const page = await openFields(stage, 'listens');
    await page.focus('#key');
    await act(page, 'a-value');
    await untilHolds(page, '#key', /a-value/);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
    expect(heard.some((one) => one.startsWith('input'))).toBe(true);
    expect(heard.join()).not.toContain('a-value');
    await page.close();
  });

  test('writes to nothing that is hidden, fixed, too short or another page in this browser', async () => {
    const page = await openFields(stage, 'plain');
    for (const [field, fault] of [
      ['#unseen', 'hidden'],
      ['#away', 'hidden'],
      ['#fixed', 'not_a_field'],
      ['#short', 'too_short'],
    ] as const) {
      await page.$eval(field, (node) => (node as HTMLElement).focus({ preventScroll: true }));
      expect(await act(page, 'longer than ten')).toEqual({ kind: 'fault', fault });
    }
    await page.focus('#key');
    const mark = crypto.randomUUID();
    const { documentId } = await run(page, { kind: 'mark', mark, targetElementId: null });
    await page.reload();
    await page.focus('#key');
    const { origin } = new URL(page.url());
    const fill: FieldStep = { kind: 'fill', mark, origin, value: 'a-value' };
    // By its document the page that has come in between is not even reached; by its frame it is refused.
    await expect(run(page, fill, documentId)).rejects.toThrow();
    expect((await run(page, fill)).answer).toEqual({ kind: 'fault', fault: 'other_field' });
    await page.close();
  });
});
