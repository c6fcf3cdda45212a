import path from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAsFirstAdmin } from '../../scripts/sign-in.ts';
import { SIGN_IN_TEXTS } from '../../service/auth/words/sign-in-words.ts';
import { apiOf } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { find, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

/** Texts of a language by their keys; of a counted one its forms. */
async function textsIn(language: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const messages = await parseMessagesFile(path.resolve(`locales/${language}.yml`));
  return new Map(
    messages.map((message) => [
      message.key.join('.'),
      message.type === 'plural' ? Object.values(message.plurals) : [message.message],
    ]),
  );
}

const english = await textsIn('en');
const LANGUAGES = [
  { language: 'de', day: /\d{1,2}\. \p{L}+\.? 20\d\d/u },
  { language: 'fr', day: /\d{1,2} \p{L}+\.? 20\d\d/u },
  { language: 'es', day: /\d{1,2} \p{L}+\.? 20\d\d/u },
  { language: 'ja', day: /20\d\d年\d{1,2}月\d{1,2}日/u },
] as const;

/** Pages without a token, each named by the text that its heading has. */
const PAGES = [
  ['#/tokens', 'common.tokens'],
  ['#/tokens/new', 'options.createToken'],
  ['#/health', 'health.title'],
  ['#/budget', 'budget.title'],
  ['#/people', 'common.people'],
  ['#/requests', 'people.requests'],
  ['#/audit', 'audit.title'],
  ['#/tags', 'common.tags'],
  ['#/import', 'importing.title'],
  ['#/find', 'find.title'],
  ['#/browsers', 'people.browsers'],
  ['#/changes', 'outbox.title'],
  ['#/settings', 'common.settings'],
] as const;

describe.each(LANGUAGES)('in a browser that speaks $language', ({ language, day }) => {
  let stage: Stage;
  let texts: ReadonlyMap<string, readonly string[]>;
  let token: string;
  const say = (key: string): string => {
    const [text] = texts.get(key) ?? [];
    if (text === undefined) throw new Error(`${language} has no text ${key}`);
    // Names on a page are compared with plain spaces.
    return text.replaceAll(/\s+/g, ' ');
  };

  beforeAll(async () => {
    texts = await textsIn(language);
    stage = await setStage({ language });
    const welcome = await stage.openExtension('options.html#/welcome');
    await find(welcome, { role: 'field', name: say('options.serviceAddress') });
    await welcome.close();
    // As `npm run demo` does it. It throws where the sign-in window is in another language.
    await signInAsFirstAdmin(stage, stage.service, language);
    const api = apiOf(stage.service);
    const { id } = await api.create({
      kind: 'issued',
      name: 'Zendesk – Sync – Prod',
      scopes: ['contacts:read', 'tags:write'],
    });
    token = id;
  });
  afterAll(() => stage.close());

  /** No text on the page is the English one where the language has another. */
  async function expectNoEnglish(page: Page): Promise<void> {
    const shown = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode() !== null) found.push(walker.currentNode.textContent?.trim() ?? '');
      for (const element of document.querySelectorAll('[aria-label],[title],[placeholder]')) {
        for (const name of ['aria-label', 'title', 'placeholder']) {
          found.push(element.getAttribute(name) ?? '');
        }
      }
      return found;
    });
    const own = new Set([...texts.values()].flat());
    const foreign = new Set([...english.values()].flat().filter((text) => !own.has(text)));
    expect(shown.filter((text) => foreign.has(text))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  }

  it('the service’s sign-in window and the page of an invitation are in it', async () => {
    const words = SIGN_IN_TEXTS.get(language);
    const page = await stage.browser.newPage();
    await page.goto(`${stage.service.address}/invitation`);
    await find(page, { role: 'heading', name: words?.invited ?? '' });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    await stage.picture(page, `23-${language}-invitation`);
    await page.close();
  });

  it('each page of the options is in it, and no word of English is left', async () => {
    for (const [hash, key] of PAGES) {
      const page = await stage.openExtension(`options.html${hash}`);
      await find(page, { role: 'heading', name: say(key) });
      await page.waitForNetworkIdle({ idleTime: 200 }).catch(() => undefined);
      await bothThemes(stage, page, `23-${language}-${hash.slice(2).replace('/', '-')}`);
      await expectNoEnglish(page);
      await page.close();
    }
  });

  it('the page of a token is in it, with days as its readers write them', async () => {
    const page = await stage.openExtension(`options.html#/tokens/${token}`);
    await seeText(page, say('people.letSee'));
    await bothThemes(stage, page, `23-${language}-token`);
    await expectNoEnglish(page);
    expect(await page.evaluate(() => document.body.innerText)).toMatch(day);
    await page.close();
  });

  it('the popup is in it, and no text breaks out of 400 pixels', async () => {
    const page = await stage.openExtension('popup.html');
    await page.setViewport({ width: 400, height: 600 });
    await find(page, { role: 'option', name: 'Zendesk…' });
    await bothThemes(stage, page, `23-${language}-popup`);
    await expectNoEnglish(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    await page.close();
  });
});
