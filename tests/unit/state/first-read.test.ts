import { beforeEach, describe, expect, it } from 'vitest';
import { followRegister, readRegister, useRegister } from '../../../components/state/register.ts';
import { replaceAll } from '../../../utils/cache/token-cache.ts';
import { keepStarted } from '../../../utils/lock/browser-start.ts';
import { keepAddress, keepLocked, keepSignIn } from '../../../utils/session/session-store.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { emptyBrowser } from '../support/start-companion.ts';

const ADDRESS = 'https://tokens.example.com';
const NOW = '2026-11-24T12:00:00.000Z';
const ALL = Array.from({ length: 30 }, (_, i) => aToken({ name: `Token ${10 + i}` }));
const idOf = (name: string): string => ALL.find((token) => token.name === name)?.id ?? 'none';

beforeEach(async () => {
  await emptyBrowser();
  await keepAddress(ADDRESS);
  const keyPair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const credentials = { epoch: 'this', accessToken: 'a', refreshToken: 'r', expiresAt: 0 };
  await keepSignIn({ address: ADDRESS, me: ADA, credentials, keyPair }, { kind: 'anybody' });
  await replaceAll(ALL, { at: NOW, fullAt: NOW, newest: NOW }, { epoch: 'this' });
  await keepStarted();
});

const shown = (): string[] => useRegister.getState().tokens.map(({ token }) => token.name);

describe('before its first paint a page reads', () => {
  it('as many rows as it has room for, and knows that there are more', async () => {
    await readRegister({ rows: 3 });
    expect(shown()).toEqual(['Token 10', 'Token 11', 'Token 12']);
    expect(useRegister.getState().complete).toBe(false);
  });

  it('those that stand before the others as well, however far down the list they are', async () => {
    const asked: string[] = [];
    await readRegister({
      rows: 3,
      before: (member) => {
        asked.push(member);
        return Promise.resolve([idOf('Token 39'), idOf('Token 11'), 'tok_gone', idOf('Token 25')]);
      },
    });
    expect(asked).toEqual([ADA.id]);
    expect(shown()).toEqual(['Token 10', 'Token 11', 'Token 12', 'Token 25', 'Token 39']);
    expect(useRegister.getState().complete).toBe(false);
  });

  it('nothing more where the whole list has room', async () => {
    const before = (): Promise<string[]> => Promise.reject(new Error('not to be asked'));
    await readRegister({ rows: 30, before });
    expect(shown()).toHaveLength(30);
    expect(useRegister.getState().complete).toBe(true);
  });
});

describe('a page whose first paint has shown all there is', () => {
  it('finds out about a lock that came before it listened', async () => {
    await readRegister({ rows: ALL.length });
    expect(useRegister.getState()).toMatchObject({
      complete: true,
      session: { kind: 'signed_in' },
    });
    await keepLocked();
    const page = new AbortController();
    await followRegister(page.signal);
    page.abort();
    expect(useRegister.getState().session.kind).toBe('locked');
    expect(shown()).toEqual([]);
  });
});
