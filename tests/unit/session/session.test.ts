import { describe, expect, it } from 'vitest';
import { readStart } from '../../../utils/cache/token-cache.ts';
import { readDraft, writeDraft } from '../../../utils/drafts/drafts.ts';
import { readAccess } from '../../../utils/session/session-store.ts';
import { aToken } from '../support/a-token.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { ADA } from '../support/fake-service.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const isText = (value: unknown): value is string => typeof value === 'string';

function failureOf(result: { ok: boolean; failure?: { code: string } }): string {
  return result.ok ? 'none' : (result.failure?.code ?? 'none');
}

describe('connecting', () => {
  it('keeps the address of a token service', async () => {
    const { address } = companion.service;
    expect(await companion.get('session.connect', { address: `  ${address}/ ` })).toEqual({
      kind: 'signed_out',
      address,
    });
    expect(await companion.get('session.get', null)).toEqual({ kind: 'signed_out', address });
  });

  it('takes one name of this machine for the other, since sign-in knows only one', async () => {
    const { address } = companion.service;
    const typed = address.replace('http://127.0.0.1', 'localhost');
    expect(await companion.get('session.connect', { address: typed })).toEqual({
      kind: 'signed_out',
      address,
    });
  });

  it('says when nothing answers at the address', async () => {
    const { address } = companion.service;
    await companion.service.close();
    expect(failureOf(await companion.send('session.connect', { address }))).toBe('unreachable');
  });

  it.each([
    ['a page', { status: 200, html: '<h1>Hello</h1>' }],
    ['other JSON', { status: 200, body: { hello: 'world' } }],
    [
      'another service',
      { status: 200, body: { status: 'ok', service: 'x', version: '1', apiVersion: 1 } },
    ],
  ])('says when %s answers that is no token service', async (_what, answer) => {
    const { service } = companion;
    service.override = ({ url }) => (url === '/healthz' ? answer : null);
    const result = await companion.send('session.connect', { address: service.address });
    expect(failureOf(result)).toBe('not_a_service');
  });

  it('says when the service is too old, and which version it has', async () => {
    const { service } = companion;
    const old = { status: 'ok', service: 'front-token-companion', version: '0.0.7', apiVersion: 0 };
    service.override = ({ url }) => (url === '/healthz' ? { status: 200, body: old } : null);
    const result = await companion.send('session.connect', { address: service.address });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'service_too_old', message: expect.stringContaining('0.0.7') as string },
    });
  });

  it('names the address that the service goes by when another was typed', async () => {
    const { service } = companion;
    service.override = ({ url }) =>
      url.includes('openid-configuration')
        ? { status: 200, body: { issuer: 'https://tokens.example.com/oauth' } }
        : null;
    const result = await companion.send('session.connect', { address: service.address });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'bad_address',
        message: expect.stringContaining('https://tokens.example.com') as string,
      },
    });
  });

  it('leaves a session alone when the same address is entered again', async () => {
    await companion.signIn();
    const again = await companion.get('session.connect', { address: companion.service.address });
    expect(again.kind).toBe('signed_in');
  });

  it('begins anew with another service: nothing of the old one is left', async () => {
    companion.service.tokens.set('a', aToken());
    await companion.signIn();
    await writeDraft('create', 'half a form');
    const other = companion.service.address.replace('127.0.0.1', 'localhost');
    companion.service.override = ({ url }) =>
      url.includes('openid-configuration')
        ? { status: 200, body: { issuer: `${other}/oauth` } }
        : null;
    await companion.get('session.connect', { address: other });
    const { session, synced, first } = await readStart(10);
    expect({ session, synced, first }).toEqual({
      session: { kind: 'signed_out', address: other },
      synced: null,
      first: [],
    });
    expect(await readDraft('create', isText)).toBeNull();
  });
});

describe('signing in', () => {
  it('asks for a sign-in by a person, with PKCE and a key of this browser', async () => {
    let asked = new URL('about:blank');
    const usual = companion.window;
    companion.window = (url) => {
      asked = url;
      return usual(url);
    };
    await companion.signIn();
    expect(Object.fromEntries(companion.service.askedBy(asked))).toMatchObject({
      prompt: 'login',
      response_type: 'code',
      code_challenge_method: 'S256',
      dpop_jkt: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect(await companion.get('session.get', null)).toMatchObject({ kind: 'signed_in', me: ADA });
  });

  it('keeps a key that cannot be exported', async () => {
    await companion.signIn();
    const key = (await readAccess()).access?.keyPair.privateKey;
    expect(key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', key!)).rejects.toThrow();
  });

  it.each(['The user did not approve access.', 'User cancelled or denied access.'])(
    'is cancelled, not failed, when the window is closed (%s)',
    async (words) => {
      await companion.get('session.connect', { address: companion.service.address });
      companion.window = () => Promise.reject(new Error(words));
      const result = await companion.send('session.sign_in', null);
      expect(failureOf(result)).toBe('sign_in_cancelled');
    },
  );

  it('fails when the window cannot be loaded', async () => {
    await companion.get('session.connect', { address: companion.service.address });
    companion.window = () => Promise.reject(new Error('Authorization page could not be loaded.'));
    expect(failureOf(await companion.send('session.sign_in', null))).toBe('sign_in_failed');
  });

  it('fails on an answer to somebody else’s sign-in (login CSRF)', async () => {
    await companion.get('session.connect', { address: companion.service.address });
    companion.window = () => Promise.resolve('https://id.chromiumapp.org/?code=x&state=another');
    expect(failureOf(await companion.send('session.sign_in', null))).toBe('sign_in_failed');
    expect(companion.service.count('POST', '/oauth/token')).toBe(0);
  });

  it('opens one window for two clicks', async () => {
    await companion.get('session.connect', { address: companion.service.address });
    let windows = 0;
    const usual = companion.window;
    companion.window = (url) => {
      windows += 1;
      return usual(url);
    };
    await Promise.all([
      companion.get('session.sign_in', null),
      companion.get('session.sign_in', null),
    ]);
    expect(windows).toBe(1);
  });

  it('needs a service first', async () => {
    expect(failureOf(await companion.send('session.sign_in', null))).toBe('not_connected');
  });
});

describe('a session', () => {
  it('outlives a restart of the worker', async () => {
    await companion.signIn();
    await companion.restart();
    expect(await companion.get('session.get', null)).toMatchObject({ kind: 'signed_in' });
    expect(await companion.get('tokens.refresh', null)).toEqual({ changed: false });
  });

  it('renews its access once for many calls at once', async () => {
    await companion.signIn();
    companion.service.forgetAccessTokens();
    const before = companion.service.count('POST', '/oauth/token');
    const token = aToken();
    companion.service.tokens.set(token.id, token);
    await Promise.all([1, 2, 3, 4].map(() => companion.get('tokens.get', { id: token.id })));
    expect(companion.service.count('POST', '/oauth/token') - before).toBe(1);
  });

  it('is expired when the service refuses to renew it; the notes stay readable', async () => {
    companion.service.tokens.set('a', aToken({ name: 'Billing' }));
    await companion.signIn();
    companion.service.endSession();
    expect(failureOf(await companion.send('tokens.refresh', null))).toBe('session_ended');
    const { session, first } = await readStart(10);
    expect(session).toEqual({ kind: 'expired', address: companion.service.address, me: ADA });
    expect(first.map(({ token }) => token.name)).toEqual(['Billing']);
  });

  it('is not expired by a service that is down or broken', async () => {
    await companion.signIn();
    companion.service.forgetAccessTokens();
    companion.service.override = ({ url }) => (url === '/oauth/token' ? 'hang_up' : null);
    expect(failureOf(await companion.send('tokens.refresh', null))).toBe('unreachable');
    companion.service.override = ({ url }) =>
      url === '/oauth/token' ? { status: 502, html: 'Bad gateway' } : null;
    expect(failureOf(await companion.send('tokens.refresh', null))).toBe('unreachable');
    expect((await companion.get('session.get', null)).kind).toBe('signed_in');
    companion.service.override = () => null;
    expect(await companion.get('tokens.refresh', null)).toEqual({ changed: false });
  });

  it('goes on with the same notes when the same person signs in again', async () => {
    companion.service.tokens.set('a', aToken());
    await companion.signIn();
    await writeDraft('create', 'half a form');
    companion.service.endSession();
    await companion.send('tokens.refresh', null);
    await companion.get('session.sign_in', null);
    expect((await readStart(10)).first).toHaveLength(1);
    expect(await readDraft('create', isText)).toBe('half a form');
  });

  it('shows another person nothing that the one before had typed', async () => {
    await companion.signIn();
    await writeDraft('create', 'half a form');
    companion.service.endSession();
    await companion.send('tokens.refresh', null);
    companion.service.me = {
      ...ADA,
      id: 'mem_0000000000000002',
      name: 'Max Member',
      role: 'member',
    };
    await companion.get('session.sign_in', null);
    expect(await readDraft('create', isText)).toBeNull();
  });
});

describe('signing out', () => {
  it('ends the session at the service and wipes all but the address', async () => {
    companion.service.tokens.set('a', aToken());
    await companion.signIn();
    await writeDraft('create', 'half a form');
    const { address } = companion.service;
    expect(await companion.get('session.sign_out', null)).toEqual({ kind: 'signed_out', address });
    const revoked = companion.service.seen.find(({ url }) => url.endsWith('/revocation'));
    expect(new URLSearchParams(revoked?.body).get('token')).toMatch(/^refresh-/);
    expect(await everythingStored()).toEqual({
      state: [{ name: 'session', value: { kind: 'signed_out', address } }],
      tokens: [],
      outbox: [],
      drafts: [],
      keys: [],
    });
  });

  it('works offline too', async () => {
    await companion.signIn();
    await companion.service.close();
    expect((await companion.get('session.sign_out', null)).kind).toBe('signed_out');
    expect((await everythingStored()).keys).toEqual([]);
  });

  it('is not undone by a renewal or a sync that was under way', async () => {
    companion.service.tokens.set('a', aToken());
    await companion.signIn();
    companion.service.forgetAccessTokens();
    let leave: Promise<unknown> = Promise.resolve();
    companion.service.override = ({ url }) => {
      if (url === '/oauth/token') leave = companion.get('session.sign_out', null);
      return null;
    };
    expect(failureOf(await companion.send('tokens.refresh', null))).toBe('not_signed_in');
    await leave;
    expect((await everythingStored()).state).toHaveLength(1);
  });
});
