import { createI18n } from '@wxt-dev/i18n';
import type { GeneratedI18nStructure } from '../../.wxt/i18n/structure.d.ts';

type Structure = GeneratedI18nStructure;

/** A key of the catalogue, `locales/en.yml`, whose sections are joined by dots. */
export type TextKey = keyof Structure;

/** Keys of texts that are whole as they stand: nothing is counted or put into them. */
export type PlainTextKey = {
  [Key in TextKey]: Structure[Key] extends { plural: false; substitutions: 0 }
    ? Structure[Key] extends { namedSubstitutions: readonly string[] }
      ? never
      : Key
    : never;
}[TextKey];

/** Keys of texts that something is put into by its name. */
export type FilledTextKey = {
  [Key in TextKey]: Structure[Key] extends { namedSubstitutions: readonly string[] } ? Key : never;
}[TextKey];

/** The names of what a text has room for. */
export type PartsOf<Key extends FilledTextKey> = Structure[Key] extends {
  namedSubstitutions: readonly (infer Name extends string)[];
}
  ? Name
  : never;

/**
 * A text of the catalogue in the browser's language, or in English where the catalogue has no such
 * language: `t('common.save')`, `t('outbox.by', { name })`, `t('common.tokenCount', 3, { count })`.
 * Call it where the text is shown and not at a module's top level, so that it costs nothing before.
 */
export const { t } = createI18n<Structure>();
