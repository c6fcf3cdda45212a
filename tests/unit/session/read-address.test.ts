import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../utils/session/read-address.ts';

describe('the service’s address', () => {
  it.each([
    ['https://tokens.example.com', 'https://tokens.example.com'],
    ['  https://Tokens.Example.com/  ', 'https://tokens.example.com'],
    ['tokens.example.com', 'https://tokens.example.com'],
    ['tokens.example.com:8443', 'https://tokens.example.com:8443'],
    ['https://tokens.example.com:443', 'https://tokens.example.com'],
    ['127.0.0.1:4180', 'http://127.0.0.1:4180'],
    ['localhost:4180', 'http://localhost:4180'],
    ['http://localhost:4180/', 'http://localhost:4180'],
    ['https://localhost', 'https://localhost'],
    ['münchen.example', 'https://xn--mnchen-3ya.example'],
  ])('%j is read as %s', (typed, address) => {
    expect(readAddress(typed)).toEqual({ kind: 'ok', address });
  });

  it.each([
    ['nothing', '  '],
    ['a sentence', 'my service'],
    ['a scheme alone', 'https://'],
    ['plain http elsewhere', 'http://tokens.example.com'],
    ['plain http on a name that only begins like this machine', 'http://localhost.example.com'],
    ['another scheme', 'ftp://tokens.example.com'],
    ['a script', 'javascript:alert(1)'],
    ['a script with slashes', 'javascript://x/%0aalert(1)'],
    ['a path', 'https://tokens.example.com/docs'],
    ['a query', 'https://tokens.example.com/?a=b'],
    ['a fragment', 'https://tokens.example.com/#x'],
    ['a user', 'https://ada@tokens.example.com'],
    ['a port that browsers refuse', '127.0.0.1:4190'],
    ['a password', 'https://ada:x@tokens.example.com'],
  ])('%s is refused, with a word why', (_what, typed) => {
    const reading = readAddress(typed);
    expect(reading.kind).toBe('bad');
    expect(reading.kind === 'bad' && reading.message).toMatch(/\.$/);
  });
});
