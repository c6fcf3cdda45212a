import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { byLocale, list, locale, number, row } from '../../../utils/i18n/locale.ts';

afterEach(() => vi.restoreAllMocks());

/** The browser speaks this language; its texts are those of the catalogue in English. */
function browserSpeaks(tag: string): void {
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue(tag);
}

describe('days and numbers', () => {
  it('are written as the browser’s region does, where the texts are in its language', () => {
    browserSpeaks('en-IN');
    expect(locale()).toBe('en-IN');
    expect(number(1_234_567)).toBe('12,34,567');
  });

  it('are written as the texts are where the catalogue lacks the browser’s language', () => {
    browserSpeaks('pt-BR');
    expect(locale()).toBe('en');
    expect(number(1_234.5)).toBe('1,234.5');
  });

  it('go along when the browser’s language changes, and are made once until then', () => {
    const made = byLocale((tag) => ({ tag }));
    browserSpeaks('en-GB');
    const first = made();
    expect(made()).toBe(first);
    vi.restoreAllMocks();
    browserSpeaks('en-US');
    expect(made()).toEqual({ tag: 'en-US' });
  });
});

describe('names', () => {
  it('are joined by a word in a sentence, and by signs alone outside of one', () => {
    browserSpeaks('en-GB');
    expect(list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(row(['a', 'b', 'c'])).toBe('a, b, c');
    expect(row([])).toBe('');
  });
});
