import { beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../contract/token.ts';
import {
  mergeTokens,
  putToken,
  readCachedToken,
  readRest,
  readStart,
  readSync,
  removeToken,
  replaceAll,
} from '../../../utils/cache/token-cache.ts';
import { keepAddress, keepSignIn, wipeAtSignOut } from '../../../utils/session/session-store.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { emptyBrowser } from '../support/start-companion.ts';

const ADDRESS = 'https://tokens.example.com';
const HERE = { epoch: 'this sign-in' };
const STAMP = {
  at: '2026-11-24T12:00:00.000Z',
  fullAt: '2026-11-24T12:00:00.000Z',
  newest: '2026-11-24T11:00:00.000Z',
};

beforeEach(async () => {
  await emptyBrowser();
  await signIn(HERE.epoch);
});

async function signIn(epoch: string): Promise<void> {
  await keepAddress(ADDRESS);
  const keyPair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const credentials = { epoch, accessToken: 'a', refreshToken: 'r', expiresAt: 0 };
  await keepSignIn({ address: ADDRESS, me: ADA, credentials, keyPair }, { kind: 'anybody' });
}

async function namesInOrder(): Promise<string[]> {
  return (await readStart(100)).first.map(({ token }) => token.name);
}

async function rest(after: number): Promise<Token[]> {
  const tokens: Token[] = [];
  for await (const chunk of readRest(after)) tokens.push(...chunk.map(({ token }) => token));
  return tokens;
}

function many(count: number): Token[] {
  return Array.from({ length: count }, (_, i) =>
    aToken({ name: `Token ${String(i).padStart(5, '0')}` }),
  );
}

describe('the list', () => {
  it('runs by name, with deleted tokens after all others', async () => {
    const names: [string, Token['status']][] = [
      ['billing', 'active'],
      ['Áccounts', 'active'],
      ['Accounts', 'deleted'],
      ['ARCHIVE', 'expired'],
    ];
    await replaceAll(
      names.map(([name, status]) => aToken({ name, status })),
      STAMP,
      HERE,
    );
    expect(await namesInOrder()).toEqual(['ARCHIVE', 'billing', 'Áccounts', 'Accounts']);
  });

  it('starts with what fits on the screen, together with the session and the last sync', async () => {
    await replaceAll(many(30), STAMP, HERE);
    const start = await readStart(7);
    expect(start.first.map(({ token }) => token.name).at(-1)).toBe('Token 00006');
    expect(start.first).toHaveLength(7);
    expect(start.synced).toEqual({ at: STAMP.at, count: 30 });
    expect(start.session).toEqual({ kind: 'signed_in', address: ADDRESS, me: ADA });
  });

  it.each([0, 1, 7, 1_000, 2_499, 2_500, 9_999])('goes on after the first %i', async (after) => {
    const tokens = many(2_500);
    await replaceAll(tokens, STAMP, HERE);
    expect((await rest(after)).map(({ id }) => id)).toEqual(
      tokens.slice(after).map(({ id }) => id),
    );
  });

  it('is empty, and not wrong, before anything was read', async () => {
    await emptyBrowser();
    expect(await readStart(10)).toEqual({
      session: { kind: 'not_connected' },
      synced: null,
      first: [],
      changes: [],
    });
    expect(await rest(0)).toEqual([]);
    expect(await rest(5)).toEqual([]);
  });

  it('is searched by folded name, purpose, tags, owner and environment', async () => {
    const token = aToken({
      name: 'Élan – Sync',
      purpose: 'Moves  CONTACTS',
      tags: ['Größe'],
      owner: 'Zoë',
      environment: 'Prod',
    });
    await replaceAll([token], STAMP, HERE);
    expect((await readStart(1)).first[0]?.search).toBe('elan – sync moves contacts große zoe prod');
  });

  it('shows a token as expired from the moment on which it expires', async () => {
    const over = aToken({ expiresAt: '2020-01-01T00:00:00.000Z' });
    await replaceAll([over], STAMP, HERE);
    expect((await readStart(1)).first[0]?.token.status).toBe('expired');
    expect((await readCachedToken(over.id))?.status).toBe('expired');
  });
});

describe('a whole reading', () => {
  it('takes the place of what was there, and says whether anything differs', async () => {
    const [stays, goes, changes] = many(3) as [Token, Token, Token];
    expect(await replaceAll([stays, goes, changes], STAMP, HERE)).toEqual({ changed: true });
    expect(await replaceAll([stays, goes, changes], STAMP, HERE)).toEqual({ changed: false });
    const changed = { ...changes, purpose: 'New', version: 2 };
    expect(await replaceAll([stays, changed], STAMP, HERE)).toEqual({ changed: true });
    expect(await readCachedToken(goes.id)).toBeNull();
    expect(await readCachedToken(changes.id)).toEqual(changed);
    expect((await readSync())?.count).toBe(2);
  });

  it('leaves what was created or changed here while it was read', async () => {
    const old = aToken();
    await replaceAll([old], STAMP, HERE);
    const created = aToken({ updatedAt: '2026-11-24T12:00:00.500Z' });
    const updated = { ...old, purpose: 'Newer', version: 2 };
    await putToken(created, HERE);
    await putToken(updated, HERE);
    await replaceAll([old], STAMP, HERE);
    expect(await readCachedToken(created.id)).toEqual(created);
    expect(await readCachedToken(old.id)).toEqual(updated);
  });
});

describe('changes', () => {
  it('are merged by id, and an older version is passed over', async () => {
    const token = aToken({ version: 5, purpose: 'Five' });
    await replaceAll([token], STAMP, HERE);
    const older = { ...token, version: 4, purpose: 'Four' };
    expect(await mergeTokens([older], STAMP, HERE)).toEqual({ changed: false });
    expect((await readCachedToken(token.id))?.purpose).toBe('Five');
    expect(await mergeTokens([aToken()], STAMP, HERE)).toEqual({ changed: true });
    expect((await readSync())?.count).toBe(2);
  });

  it('move a renamed and a deleted token to their new places', async () => {
    const [a, b, c] = ['A', 'B', 'C'].map((name) => aToken({ name })) as [Token, Token, Token];
    await replaceAll([a, b, c], STAMP, HERE);
    await putToken({ ...a, name: 'Z', version: 2 }, HERE);
    await putToken({ ...b, status: 'deleted', version: 2 }, HERE);
    expect(await namesInOrder()).toEqual(['C', 'Z', 'B']);
  });

  it('can take out a token that the service does not know', async () => {
    const token = aToken();
    await replaceAll([token], STAMP, HERE);
    expect(await removeToken(token.id, HERE)).toEqual({ changed: true });
    expect(await removeToken(token.id, HERE)).toEqual({ changed: false });
  });
});

describe('what comes too late', () => {
  it.each([
    ['a whole reading', (token: Token) => replaceAll([token], STAMP, HERE)],
    ['changes', (token: Token) => mergeTokens([token], STAMP, HERE)],
    ['one token', (token: Token) => putToken(token, HERE)],
  ])('%s, after a sign-out, is not kept', async (_what, write) => {
    await wipeAtSignOut();
    expect(await write(aToken())).toEqual({ changed: false });
    await signIn('the next sign-in');
    expect(await write(aToken())).toEqual({ changed: false });
    expect(await namesInOrder()).toEqual([]);
  });

  it('is not kept either when it began signed out', async () => {
    await wipeAtSignOut();
    expect(await putToken(aToken(), { epoch: null })).toEqual({ changed: false });
  });
});
