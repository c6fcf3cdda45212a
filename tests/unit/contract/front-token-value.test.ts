// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFrontToken } from '../../../contract/front-token-value.ts';
import { holdsTokenValue } from '../../../contract/holds-token-value.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { openSecret } from '../../../contract/secret-value.ts';
import { aFrontValue } from '../../service/support/makers.ts';

const readAs = (text: string) => {
  const reading = readFrontToken(text);
  if (reading.kind !== 'front') throw new Error(reading.kind);
  return reading;
};

test('a Front token is recognised and its claims are told as they stand', () => {
  const value = aFrontValue({ scopes: ['shared:*', 'new:thing'], jti: 'abc', colour: 'blue' });
  const { claims, value: kept } = readAs(value);
  expect(openSecret(kept)).toBe(value);
  expect(claims).toEqual({
    scopes: ['shared:*', 'new:thing'],
    issuedAt: '2023-11-14T22:13:20.000Z',
    frontId: 'abc',
    subject: 'cmp_test',
    other: { colour: 'blue' },
  });
});

test('what people copy along is forgiven: white space and Bearer', () => {
  const value = aFrontValue();
  for (const text of [` ${value}\n`, `Bearer ${value}`, `bearer   ${value} `]) {
    expect(openSecret(readAs(text).value)).toBe(value);
  }
});

test('claims of an unknown form are no reason to fail', () => {
  for (const claims of [
    { scopes: 'all' },
    { scopes: [1, 'a'] },
    { iat: 'now' },
    { iat: 1e300 },
    { jti: 5, sub: {} },
  ]) {
    expect(readFrontToken(aFrontValue(claims)).kind).toBe('front');
  }
  expect(readAs(aFrontValue({ name: 'Zoë ✓' })).claims.other).toEqual({ name: 'Zoë ✓' });
});

test('a token of somebody else, an issued value and junk are told apart', () => {
  expect(readFrontToken(aFrontValue({ iss: 'other' })).kind).toBe('other_jwt');
  expect(readFrontToken(`${aFrontValue()}x`).kind).toBe('other_jwt');
  expect(readFrontToken('ftk_whatever').kind).toBe('issued');
  for (const text of ['', 'a', 'a.b', 'a.b.c', '..', 'e30.W10.x', 'e30.bnVsbA.x']) {
    expect([text, readFrontToken(text).kind]).toEqual([text, 'not_a_token']);
  }
});

test('nothing that is pasted makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
      expect(['front', 'issued', 'other_jwt', 'not_a_token']).toContain(
        readFrontToken(`${text}.${text}.${text}`).kind,
      );
    }),
  );
});

test('a value is found in the midst of a note, and ordinary notes are left alone', () => {
  const value = aFrontValue();
  expect(holdsTokenValue(`use ${value}, please`)).toBe(true);
  expect(holdsTokenValue(`ftk_${'a'.repeat(8)}_${'b'.repeat(38)}`)).toBe(true);
  expect(holdsTokenValue(`fta_${'a'.repeat(40)}`)).toBe(true);
  for (const text of [
    '',
    'values start with ftk_',
    'a JWT starts with eyJ',
    'see www.example.com',
    'eyJ.a.b',
  ]) {
    expect(holdsTokenValue(text)).toBe(false);
  }
});

test('CWE-1333: a text made of beginnings of tokens is read once, not once for each of them', () => {
  // Read with a step back for each, this takes minutes, and the test's time is over long before.
  expect(holdsTokenValue('eyJ'.repeat(LIMITS.body / 3))).toBe(false);
});
