// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest';
import { openSecret, SecretValue } from '../../../contract/secret-value.ts';
import type { Keyring } from '../../../service/seal/keyring.ts';
import { openOften } from '../../../service/seal/open-often.ts';
import type { SealBinding, SealedValue } from '../../../service/seal/seal-with.ts';

const BINDING: SealBinding = { tokenId: 'tok_0000000000000001', valueVersion: 1 };
const SEALED: SealedValue = { key_id: 'k', wrapped_key: 'w', sealed: 's' };

let openValue = vi.fn<Keyring['openValue']>();
let keyring = { openValue } as unknown as Keyring;
beforeEach(() => {
  openValue = vi.fn((binding, { sealed }) => new SecretValue(`${binding.tokenId} ${sealed}`));
  keyring = { openValue } as unknown as Keyring;
});

test('the same row is deciphered once', () => {
  const values = Array.from({ length: 5 }, () => openSecret(openOften(keyring, BINDING, SEALED)));
  expect(new Set(values)).toEqual(new Set([`${BINDING.tokenId} s`]));
  expect(openValue).toHaveBeenCalledTimes(1);
});

test.each<[string, SealBinding, SealedValue]>([
  ['another token’s row with the same bytes', { ...BINDING, tokenId: 'tok_2' }, SEALED],
  ['another version of the value', { ...BINDING, valueVersion: 2 }, SEALED],
  ['another value', BINDING, { ...SEALED, sealed: 't' }],
  ['another wrapped key', BINDING, { ...SEALED, wrapped_key: 'x' }],
  ['another master key', BINDING, { ...SEALED, key_id: 'l' }],
])('%s is deciphered, and refused where it does not fit', (_what, binding, sealed) => {
  openOften(keyring, BINDING, SEALED);
  openValue.mockImplementation(() => {
    throw new Error('does not belong to its row');
  });
  expect(() => openOften(keyring, binding, sealed)).toThrow('does not belong');
  // What was refused is asked again: nothing was kept of it.
  expect(() => openOften(keyring, binding, sealed)).toThrow('does not belong');
});

test('one service’s keyring opens nothing for another one’s', () => {
  openOften(keyring, BINDING, SEALED);
  const other = { openValue: vi.fn(() => new SecretValue('other')) } as unknown as Keyring;
  expect(openSecret(openOften(other, BINDING, SEALED))).toBe('other');
});
