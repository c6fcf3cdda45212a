import path from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, it, test } from 'vitest';
import { EN, type SignInText } from '../../../service/auth/words/en.ts';
import { SIGN_IN_TEXTS, signInWords } from '../../../service/auth/words/sign-in-words.ts';

const KEYS = Object.keys(EN) as SignInText[];
const namesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each([...SIGN_IN_TEXTS])('the sign-in window in %s', (language, texts) => {
  it('has each text, puts in what English puts in, and leaves none in English', () => {
    expect(Object.keys(texts).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) {
      expect(texts[key].trim(), key).not.toBe('');
      expect(namesIn(texts[key]), key).toEqual(namesIn(EN[key]));
      if (language !== 'en') expect(texts[key], key).not.toBe(EN[key]);
    }
  });

  it('calls the extension’s button what that calls it', async () => {
    const messages = await parseMessagesFile(path.resolve('locales', `${language}.yml`));
    const button = messages.find(({ key }) => key.join('.') === 'session.invited');
    if (button === undefined || button.type === 'plural') throw new Error('no such button');
    expect(texts.linkHow).toContain(button.message);
  });
});

test('French signs stand behind their narrow space', () => {
  for (const text of Object.values(SIGN_IN_TEXTS.get('fr') ?? {})) {
    expect(text).not.toMatch(/[^\u202f\d][:;?!»](?:\s|$)|«(?!\u202f)/);
  }
});

it.each([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['FR-ca', 'fr'],
  ['pt-BR,pt;q=0.9,es;q=0.5,en;q=0.4', 'es'],
  ['en;q=0.5, ja', 'ja'],
  ['de;q=0, fr;q=0.1', 'fr'],
  ['pt-BR', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [';;,=q', 'en'],
  [undefined, 'en'],
])('a browser that asks for %j gets %s', (accepted, language) => {
  expect(signInWords(accepted).language).toBe(language);
});

test('what is put into a text stands in it as it was written, and is never read as a part of the page', async () => {
  const { say, show } = signInWords('de');
  expect(say('welcomeBack', { name: '{name} & <b>' })).toBe('Willkommen zurück, {name} & <b>');
  const shown = (await show('toService', { company: '<script>{company}' })).toString();
  expect(shown).toBe('Beim Tokendienst von &lt;script&gt;{company}.');
});
