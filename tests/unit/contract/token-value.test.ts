// @vitest-environment node
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSecret, SecretValue } from '../../../contract/secret-value.ts';
import {
  formatTokenValue,
  parseTokenValue,
  randomBase62,
  TOKEN_VALUE_LENGTH,
} from '../../../contract/token-value.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base62 = (length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(BASE62)), minLength: length, maxLength: length });
const aValue = (): string =>
  openSecret(
    formatTokenValue(randomBase62(8, randomBytes), new SecretValue(randomBase62(32, randomBytes))),
  );

test('what is put together is read back whole', () => {
  fc.assert(
    fc.property(base62(8), base62(32), (publicId, secret) => {
      const text = openSecret(formatTokenValue(publicId, new SecretValue(secret)));
      expect(text).toHaveLength(TOKEN_VALUE_LENGTH);
      const parsed = parseTokenValue(text);
      expect(parsed?.publicId).toBe(publicId);
      expect(parsed === null ? '' : openSecret(parsed.value)).toBe(text);
    }),
  );
});

test('a single changed character, anywhere, is noticed', () => {
  const value = aValue();
  for (let at = 0; at < value.length; at++) {
    for (const other of BASE62) {
      if (other === value.charAt(at)) continue;
      expect(parseTokenValue(value.slice(0, at) + other + value.slice(at + 1))).toBeNull();
    }
  }
});

test('junk is no value, and never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseTokenValue(text) === null));
  for (const text of [
    '',
    'ftk_',
    `${aValue()} `,
    ` ${aValue()}`,
    `${aValue()}\n`,
    aValue().toUpperCase(),
  ]) {
    expect(parseTokenValue(text)).toBeNull();
  }
});

test('a part of another length or alphabet cannot become a value', () => {
  const secret = new SecretValue('a'.repeat(32));
  expect(() => formatTokenValue('short', secret)).toThrow(RangeError);
  expect(() => formatTokenValue('a'.repeat(8), new SecretValue('-'.repeat(32)))).toThrow(
    RangeError,
  );
});

test('drawn text has its length, its alphabet, and every letter about as often', () => {
  const counts = new Map<string, number>();
  for (const letter of randomBase62(62_000, randomBytes)) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect([...counts.keys()].sort().join('')).toBe(BASE62);
  // A thousand each are expected, with a deviation of 31; six of them are one in a billion.
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(220);
});
