import { describe, expect, test } from 'vitest';
import { openSecret, SecretValue } from '../../../contract/secret-value.ts';
import { formatTokenValue } from '../../../contract/token-value.ts';
import { findTokenValues } from '../../../utils/find/find-token-values.ts';
import { sha256 } from '../../../utils/find/sha256.ts';
import { aFrontValue } from '../../service/support/makers.ts';

const ISSUED = openSecret(
  formatTokenValue('Ab3dEf7h', new SecretValue('0123456789ABCDEFGHIJabcdefghij01')),
);
const FRONT = aFrontValue({ jti: 'one' });
const valuesIn = (text: string) =>
  findTokenValues(text).values.map(({ value }) => openSecret(value));

describe.each([
  ['an issued value', ISSUED],
  ['a Front token', FRONT],
])('%s is found', (_kind, value) => {
  const third = Math.floor(value.length / 3);
  const pieces = [value.slice(0, third), value.slice(third, 2 * third), value.slice(2 * third)];
  const escaped = value
    .split('')
    .map((char) => `\\u00${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .join('');
  test.each([
    ['alone', value],
    ['in a header', `curl -H 'Authorization: Bearer ${value}' https://api2.frontapp.com/me`],
    ['in an address', `GET /front/contacts?token=${value}&limit=5 HTTP/1.1`],
    [
      'in percent-encoding',
      `?next=%2Fa%3Ftoken%3D${value.replace(/[._]/g, (c) => (c === '.' ? '%2E' : '%5F'))}%26x`,
    ],
    [
      'percent-encoded twice',
      `?u=${value.replace(/[._]/g, (c) => (c === '.' ? '%252E' : '%255F'))}`,
    ],
    ['in JSON in JSON', JSON.stringify({ line: JSON.stringify({ auth: `Bearer ${value}` }) })],
    ['in escapes of JSON', `{"t":"${escaped}"}`],
    ['in a diff', `--- a/.env\n+++ b/.env\n-OLD=1\n+FRONT_TOKEN=${value}\n context`],
    ['in a line of a log', `2026-11-26T10:00:00Z ERROR token=${value}, status=401`],
    ['in Markdown', `the token is \`${value}\`.`],
    ['broken over lines', `token:\n${pieces.join('\n')}\nend of it`],
    ['broken over indented lines of a diff', pieces.map((piece) => `+    ${piece}`).join('\n')],
    ['broken over quoted lines of a reply', pieces.map((piece) => `> ${piece}`).join('\r\n')],
    ['as strings that are put together', pieces.map((piece) => `  "${piece}" +`).join('\n')],
    ['broken by a backslash', pieces.join('\\\n')],
    ['broken by quoted-printable', pieces.join('=\r\n')],
  ])('%s', (_where, text) => {
    expect(valuesIn(text)).toEqual([value]);
  });
});

test('each value is told of once, with the lines where it stands', () => {
  const { values } = findTokenValues(`a\n${ISSUED}\nb ${FRONT}\n"${ISSUED}"\n`);
  expect(values.map(({ kind, hint, lines }) => ({ kind, hint, lines }))).toEqual([
    { kind: 'issued', hint: ISSUED.slice(-4), lines: [2, 4] },
    { kind: 'front', hint: FRONT.slice(-4), lines: [3] },
  ]);
});

test('two values on lines that follow each other are two', () => {
  const other = aFrontValue({ jti: 'two' });
  expect(valuesIn(`${FRONT}\n${other}\n${ISSUED}`).sort()).toEqual([FRONT, other, ISSUED].sort());
});

test.each([
  ['a look-alike with a wrong checksum', `${ISSUED.slice(0, -1)}!`],
  ['one with another letter', ISSUED.replace('Ab3d', 'Ab4d')],
  ['half a Front token', FRONT.slice(0, -10)],
  ['a plain text', 'Nothing to see here. Or is there? v1.2.3 and a.b.c'],
])('%s is no value', (_name, text) => {
  expect(findTokenValues(text)).toEqual({ values: [], others: 0, more: false });
});

test('tokens of other systems are counted, and not told as ours', () => {
  const { values, others } = findTokenValues(`${aFrontValue({ iss: 'else' })}\n${FRONT}`);
  expect(values).toHaveLength(1);
  expect(others).toBe(1);
});

test.each([
  ['beginnings of values', 'ftk_'.repeat(400_000)],
  ['beginnings of tokens', 'eyJ'.repeat(500_000)],
  ['dots', '.'.repeat(1_000_000)],
  ['parts with dots', 'eyJhbGci.'.repeat(150_000)],
  ['percent signs', '%25'.repeat(400_000)],
  ['backslashes', '\\'.repeat(1_000_000)],
  ['quotes at the ends of lines', `${'"'.repeat(200)}\n`.repeat(5_000)],
  ['spaces at its beginning', ' '.repeat(1_000_000)],
  ['spaces between two words', `a${' '.repeat(1_000_000)}b\n`],
])('a text full of %s is read to its end', (_name, text) => {
  expect(findTokenValues(`${text} ${ISSUED}`).values).toHaveLength(1);
});

test('the digest is SHA-256 in hex, as the service has it', async () => {
  expect(await sha256(new SecretValue('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
