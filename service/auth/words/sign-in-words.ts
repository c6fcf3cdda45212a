import { html } from 'hono/html';
import { parseAccept } from 'hono/utils/accept';
import { DE } from './de.ts';
import { EN, type SignInText, type SignInTexts } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';

/** The languages of the extension, and the texts of the sign-in window in each. */
export const SIGN_IN_TEXTS: ReadonlyMap<string, SignInTexts> = new Map([
  ['en', EN],
  ['de', DE],
  ['fr', FR],
  ['es', ES],
  ['ja', JA],
]);

type Part = string | ReturnType<typeof html>;

/** The texts of one language, with what belongs into them. */
export interface SignInWords {
  /** BCP 47, for the page's `lang`. */
  readonly language: string;
  /** A text with these put in for the names in its braces. */
  readonly say: (text: SignInText, values?: Readonly<Record<string, string>>) => string;
  /** The same with parts of a page put in; strings are escaped. */
  readonly show: (text: SignInText, values: Readonly<Record<string, Part>>) => Part;
}

/**
 * The texts in the language that the browser asks for most.
 * @param accepted its `Accept-Language` (RFC 9110 §12.5.4); English where that names none of ours
 */
export function signInWords(accepted: string | undefined): SignInWords {
  const language = languageOf(accepted ?? '');
  const texts = SIGN_IN_TEXTS.get(language) ?? EN;
  return {
    language,
    say: (text, values = {}) =>
      texts[text].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
    show: (text, values) => {
      // Text and names take turns.
      const parts = texts[text]
        .split(/\{(\w+)\}/)
        .map((part, i) => (i % 2 === 0 ? part : (values[part] ?? part)));
      return html`${parts}`;
    },
  };
}

function languageOf(accepted: string): string {
  const wanted = parseAccept(accepted)
    .filter(({ q }) => q > 0)
    .map(({ type }) => (type.split('-')[0] ?? '').toLowerCase());
  return wanted.find((language) => SIGN_IN_TEXTS.has(language)) ?? 'en';
}
