import { expect, it } from 'vitest';
import { isPasskeyHost } from '../../../contract/passkey-host.ts';

it.each([
  ['https://tokens.example.com', true],
  ['http://localhost:4180', true],
  ['https://10.example.com', true],
  ['http://127.0.0.1:4180', false],
  ['http://127.1', false],
  ['https://0x7f000001', false],
  ['http://[::1]:4180', false],
])('%s can have passkeys: %s', (address, expected) => {
  expect(isPasskeyHost(new URL(address).hostname)).toBe(expected);
});
