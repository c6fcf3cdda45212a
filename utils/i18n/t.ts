import { createI18n } from '@wxt-dev/i18n';
import type { GeneratedI18nStructure } from '../../.wxt/i18n/structure.d.ts';

type Structure = GeneratedI18nStructure;

/** A key of the catalogue, `locales/en.yml`, whose sections are joined by dots. */
export type TextKey = keyof Structure;

/** Keys of texts that are whole as they stand: nothing is counted or put into them. */
export type PlainTextKey = KeysWith<[]>;

/** Keys of texts that something is put into by its name. */
export type FilledTextKey = {
  [Key in TextKey]: Structure[Key] extends { namedSubstitutions: readonly string[] } ? Key : never;
}[TextKey];

type KeysWith<Args extends readonly unknown[]> = {
  [Key in TextKey]: ArgsOf<Structure[Key]> extends Args ? Key : never;
}[TextKey];

/** What a text wants to be told beside its key: by which number it is chosen, and what is put into it. */
type ArgsOf<Text> = Text extends { plural: true }
  ? [n: number, ...parts: PartsArgs<Text>]
  : PartsArgs<Text>;

type PartsArgs<Text> = Text extends { namedSubstitutions: readonly (infer Name extends string)[] }
  ? [parts: Readonly<Record<Name, string>>]
  : [];

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
export function t<Key extends TextKey>(key: Key, ...args: ArgsOf<Structure[Key]>): string {
  return say(key, ...(args as never[]));
}

// The library's own types take the compiler minutes with a thousand keys; those above do not.
const say: (key: string, ...args: never[]) => string = createI18n().t;
