// @vitest-environment node
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS, ERROR_CODES, isErrorCode } from '../../../contract/errors.ts';
import {
  CHROME_ID,
  CHROME_KEY,
  GECKO_ID,
  GECKO_ID_SHA1,
  isExtensionOrigin,
  REDIRECT_URIS,
} from '../../../contract/extension-ids.ts';
import { foldForSearch, nameKey } from '../../../contract/fold.ts';
import { isTokenId } from '../../../contract/ids.ts';
import { PRODUCT_VERSION } from '../../../contract/version.ts';

test('Chrome’s id is the one that its key gives', () => {
  const hex = createHash('sha256').update(Buffer.from(CHROME_KEY, 'base64')).digest('hex');
  const id = Array.from(hex.slice(0, 32))
    .map((digit) => 'abcdefghijklmnop'.charAt(parseInt(digit, 16)))
    .join('');
  expect(CHROME_ID).toBe(id);
});

test('Firefox’s redirect addresses are built of the SHA-1 of its id', () => {
  expect(GECKO_ID_SHA1).toBe(createHash('sha1').update(GECKO_ID).digest('hex'));
  expect(REDIRECT_URIS).toEqual([
    `https://${CHROME_ID}.chromiumapp.org/`,
    `https://${GECKO_ID_SHA1}.extensions.allizom.org/`,
    `http://127.0.0.1/mozoauth2/${GECKO_ID_SHA1}`,
  ]);
});

test('an origin is the extension’s by its whole text, not by a part of it', () => {
  expect(isExtensionOrigin(`chrome-extension://${CHROME_ID}`)).toBe(true);
  for (const origin of [
    '',
    'null',
    `https://${CHROME_ID}`,
    `chrome-extension://${CHROME_ID}.evil.com`,
    'moz-extension://x',
    'moz-extension://0a1b2c3d-0000-4000-8000-000000000000/',
  ]) {
    expect([origin, isExtensionOrigin(origin)]).toEqual([origin, false]);
  }
});

test('the version is that of package.json', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(PRODUCT_VERSION).toBe(version);
});

test('every error has a status of the interface and words for a person', () => {
  for (const code of ERROR_CODES) {
    expect([400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 429, 431, 500, 503]).toContain(
      ERRORS[code].status,
    );
    expect(ERRORS[code].message).toMatch(/^[A-Z].*\.$/);
  }
  expect(isErrorCode('name_taken')).toBe(true);
  for (const code of ['toString', '__proto__', '']) expect(isErrorCode(code)).toBe(false);
});

test('a token id is a token id by its whole text', () => {
  expect(isTokenId(`tok_${'a'.repeat(16)}`)).toBe(true);
  for (const id of [
    '',
    'tok_',
    `tok_${'a'.repeat(17)}`,
    `tok_${'a'.repeat(16)}\n`,
    `xtok_${'a'.repeat(16)}`,
    `tok_${'-'.repeat(16)}`,
  ]) {
    expect([id, isTokenId(id)]).toEqual([id, false]);
  }
});

test('search forgives case, accents, width and spaces; names forgive case, width and spaces alone', () => {
  expect(foldForSearch('  ÉLAN   Contacts ')).toBe(foldForSearch('elan contacts'));
  expect(foldForSearch('Ａcme ﬁle')).toBe('acme file');
  expect(foldForSearch('İstanbul')).toBe('istanbul');
  expect(nameKey(' Élan  X')).toBe(nameKey('élan x'));
  expect(nameKey('Élan')).not.toBe(nameKey('Elan'));
});

test('a name with characters that nobody sees is the name that everybody sees', () => {
  for (const unseen of ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff']) {
    expect(nameKey(`Zap${unseen}ier – sync${unseen}`)).toBe(nameKey('Zapier – sync'));
  }
});
