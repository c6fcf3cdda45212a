import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** Languages that the extension speaks. */
const LANGUAGES = ['de', 'en', 'es', 'fr', 'ja'];
/** Keys that the manifest or the browser asks for. */
const FOR_THE_MANIFEST = /__MSG_(\w+)__/g;

interface Message {
  readonly texts: readonly string[];
  readonly names: readonly string[];
  readonly isCounted: boolean;
}

async function messagesOf(language: string): Promise<ReadonlyMap<string, Message>> {
  const messages = await parseMessagesFile(path.resolve('locales', `${language}.yml`));
  return new Map(
    messages
      .map((message) => [message.key.join('.'), message] as const)
      .filter(([key]) => !key.startsWith('@@'))
      .map(([key, message]) => [
        key,
        {
          texts: message.type === 'plural' ? Object.values(message.plurals) : [message.message],
          names: [...message.namedSubstitutions].sort(),
          isCounted: message.type === 'plural',
        },
      ]),
  );
}

const english = await messagesOf('en');

test('the catalogue holds these languages and no others', () => {
  expect(readdirSync('locales').sort()).toEqual(LANGUAGES.map((one) => `${one}.yml`));
});

describe.each(LANGUAGES)('the texts in %s', (language) => {
  test('are as many as the English ones: none is missing, none is left over', async () => {
    expect([...(await messagesOf(language)).keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('name themselves', async () => {
    expect((await messagesOf(language)).get('language')?.texts).toEqual([language]);
  });

  test('put in the same names, and are counted where the English ones are', async () => {
    const odd = [...(await messagesOf(language))].filter(([key, { names, isCounted }]) => {
      const other = english.get(key);
      return other?.names.join() !== names.join() || other.isCounted !== isCounted;
    });
    expect(odd.map(([key]) => key)).toEqual([]);
  });

  test('hold no empty one, no dollar that the browser would eat, no stray space, and no bar that would split it', async () => {
    const odd = [...(await messagesOf(language))].filter(([, { texts, isCounted }]) =>
      texts.some(
        (text) =>
          text.trim() !== text ||
          text === '' ||
          /\$(?!\$)/.test(text.replaceAll('$$', '')) ||
          (isCounted && text.includes(' | ')),
      ),
    );
    expect(odd.map(([key]) => key)).toEqual([]);
  });
});

test('French signs of two parts stand behind a narrow space that no line breaks at', async () => {
  const odd = [...(await messagesOf('fr'))].filter(([, { texts }]) =>
    texts.some((text) => / [:;!?»]|« | »|\w[;!?»]/u.test(text.replaceAll(/https?:\S+/g, ''))),
  );
  expect(odd.map(([key]) => key)).toEqual([]);
});

test('no key is left that nothing says any more', () => {
  const said = new Set(sources().flatMap(([, text]) => stringsIn(text)));
  for (const [, key = ''] of readFileSync('wxt.config.ts', 'utf8').matchAll(FOR_THE_MANIFEST)) {
    said.add(key.replaceAll('_', '.'));
  }
  expect([...english.keys()].filter((key) => !said.has(key))).toEqual([]);
});

function sources(): readonly (readonly [file: string, text: string])[] {
  return ['components', 'entrypoints', 'utils'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => path.join(folder, file))
      .map((file) => [file, readFileSync(file, 'utf8')] as const),
  );
}

/** Every string that the file writes out. */
function stringsIn(text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  return found;
}
