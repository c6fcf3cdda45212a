import { browser } from 'wxt/browser';
import { t } from './t.ts';

/** The language that the texts are in: `en`, `de`, `fr`, `es` or `ja`. */
export function language(): string {
  return t('language');
}

/**
 * The BCP 47 tag by which days and numbers are written: the browser's own, such as `de-AT`, where the
 * texts are in its language, else that of the texts, so that no sentence is in two languages.
 */
export function locale(): string {
  const ofBrowser = browser.i18n.getUILanguage();
  const ofTexts = language();
  return ofBrowser.split('-')[0] === ofTexts ? ofBrowser : ofTexts;
}

/** A number as the reader's language writes it: `1,000` or `1.000`. */
export function number(value: number): string {
  return formats().number.format(value);
}

/** Names in one sentence: `read, write and send`. */
export function list(parts: readonly string[]): string {
  return formats().list.format(parts);
}

interface Formats {
  readonly number: Intl.NumberFormat;
  readonly list: Intl.ListFormat;
}

let kept: { readonly locale: string; readonly formats: Formats } | null = null;

/** Made once: a format costs a hundred times what formatting does. */
function formats(): Formats {
  const now = locale();
  if (kept?.locale === now) return kept.formats;
  const made = { number: new Intl.NumberFormat(now), list: new Intl.ListFormat(now) };
  kept = { locale: now, formats: made };
  return made;
}
