import { describe, expect, it } from 'vitest';
import { mayHoldCode, readInvitation } from '../../../utils/session/read-invitation.ts';

// No real one: a code is drawn by the service alone.
const CODE = 'ABCD-EFGH-JKLM-NPQR';

describe('the link of an invitation', () => {
  it.each([
    [`https://tokens.example.com/invitation#${CODE}`, 'https://tokens.example.com'],
    [`  https://tokens.example.com/invitation#${CODE}\n`, 'https://tokens.example.com'],
    [`https://tokens.example.com/invitation/#${CODE}`, 'https://tokens.example.com'],
    [`https://tokens.example.com:8443/invitation#${CODE}`, 'https://tokens.example.com:8443'],
    [`tokens.example.com/invitation#${CODE}`, 'https://tokens.example.com'],
    [`http://127.0.0.1:4180/invitation#${CODE}`, 'http://127.0.0.1:4180'],
    [`HTTPS://Tokens.Example.com/Invitation#${CODE}`, 'https://tokens.example.com'],
  ])('is read from %j', (text, address) => {
    expect(readInvitation(text)).toEqual({ kind: 'ok', address, code: CODE });
  });

  it.each([
    ['without its code', 'https://tokens.example.com/invitation', 'behind “#”'],
    ['with an empty code', 'https://tokens.example.com/invitation#', 'not whole'],
    ['with half a code', 'https://tokens.example.com/invitation#ABC', 'not whole'],
    ['with markup for a code', 'https://tokens.example.com/invitation#<b>hello</b>', 'not whole'],
    ['with a broken code', 'https://tokens.example.com/invitation#%E0%A4%A', 'not whole'],
    [
      'with far too long a code',
      `https://tokens.example.com/invitation#${'A'.repeat(80)}`,
      'not whole',
    ],
    ['of another page', `https://tokens.example.com/docs#${CODE}`, 'no invitation'],
    ['in plain text over the network', `http://tokens.example.com/invitation#${CODE}`, 'https://'],
    ['with a password in it', `https://a:b@tokens.example.com/invitation#${CODE}`, 'password'],
    ['of no host', `/invitation#${CODE}`, 'address'],
    ['under a path', `https://example.com/tokens/invitation#${CODE}`, 'path'],
  ])('%s is refused in words of its own', (_what, text, says) => {
    expect(readInvitation(text)).toEqual({
      kind: 'bad',
      message: expect.stringContaining(says) as string,
    });
  });

  it.each(['', 'https://tokens.example.com', '127.0.0.1:4180', CODE])(
    'is not seen in %j, which may be an address',
    (text) => {
      expect(readInvitation(text)).toEqual({ kind: 'none' });
    },
  );

  it('is kept out of drafts from the sign on behind which the code stands', () => {
    expect(mayHoldCode('https://tokens.example.com/invitation')).toBe(false);
    expect(mayHoldCode('https://tokens.example.com/invitation#')).toBe(true);
  });
});
