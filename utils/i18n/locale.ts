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

/** What `make` makes for the reader's locale, made once: a format costs a hundred times what formatting does. */
export function byLocale<T>(make: (locale: string) => T): () => T {
  let kept: { readonly locale: string; readonly made: T } | null = null;
  return () => {
    const now = locale();
    if (kept?.locale !== now) kept = { locale: now, made: make(now) };
    return kept.made;
  };
}

const numbers = byLocale((now) => new Intl.NumberFormat(now));
const lists = byLocale((now) => new Intl.ListFormat(now));

/** A number as the reader's language writes it: `1,000` or `1.000`. */
export function number(value: number): string {
  return numbers().format(value);
}

/** Names in one sentence: `read, write and send`. */
export function list(parts: readonly string[]): string {
  return lists().format(parts);
}

/** Names that stand by themselves, in no sentence: `read, write, send`. Empty for none. */
export function row(parts: readonly string[]): string {
  const [first, ...others] = parts;
  return first === undefined ? '' : others.reduce((all, next) => t('ui.row', { all, next }), first);
}
