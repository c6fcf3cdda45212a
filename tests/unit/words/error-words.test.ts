import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import { afterEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { fieldProblems, messageWords } from '../../../utils/words/error-words.ts';

const german = generateChromeMessages(await parseMessagesFile('locales/de.yml'));

afterEach(() => vi.restoreAllMocks());

function readGerman(): void {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(
    (key: string) => german[key]?.message ?? '',
  );
}

const REFUSED = { code: 'name_taken', message: 'Another token of 2024 has this name.' } as const;

it('the service’s own sentence is told to whoever reads its language', () => {
  expect(messageWords(REFUSED)).toBe(REFUSED.message);
});

it('whoever reads another language is told what the code means', () => {
  readGerman();
  expect(messageWords(REFUSED)).toBe('Ein anderes Token heißt schon so.');
});

it('a code that this version has no name for keeps its sentence', () => {
  readGerman();
  expect(messageWords({ code: 'eaten_by_dog', message: 'A dog ate it.' })).toBe('A dog ate it.');
});

it('each field that was refused is told in the same way', () => {
  readGerman();
  const fields = [
    { field: 'name', code: 'too_long', message: 'is too long' },
    { field: 'purpose', code: 'bad_text', message: 'Das enthält nichts Sichtbares.' },
  ];
  const problems = fieldProblems({ code: 'invalid_value', message: 'No.', fields });
  expect(problems.map(({ message }) => message)).toEqual([
    'Ein Text ist zu lang.',
    'Das enthält nichts Sichtbares.',
  ]);
  expect(fieldProblems({ code: 'unreachable', message: 'No answer.' })).toEqual([]);
});
