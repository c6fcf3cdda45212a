import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OAUTH_CLIENT_ID } from '../../contract/extension-ids.ts';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { Browser, type Session } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

const ADA = { name: 'Ada', company: 'Northwind' };

describe.each(DATABASES)('attacks with stolen or foreign tokens, on %s', (kind) => {
  let service: TestService;
  let elsewhere: TestService;
  let victim: Browser;
  let session: Session;
  let reveal: string;
  const signIn = async (at: TestService, as: Browser): Promise<Session> => {
    const { code } = await makeSetupCode(at.store, HOST_ACTOR, new Date());
    return as.signIn({ ...ADA, code });
  };
  beforeAll(async () => {
    service = await startService(kind);
    elsewhere = await startService(kind);
    victim = new Browser(service.address);
    session = await signIn(service, victim);
    reveal = `/v1/tokens/${(await created(service, anIssued())).id}/reveal`;
  });
  afterAll(async () => {
    await elsewhere.stop();
    await service.stop();
  });

  /** Sends a reveal as it stands; nothing that is refused may answer with a value. */
  const send = async (headers: Record<string, string>, path = reveal) => {
    const response = await fetch(service.address + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ via: 'copy' }),
    });
    const text = await response.text();
    if (response.status !== 200) expect(text).not.toContain('ftk_');
    const body = JSON.parse(text) as { error?: { code: string } };
    return [response.status, body.error?.code ?? 'ok'];
  };
  /** The attempt is on record: whose token it was, from where, and what for. */
  const expectOnRecord = async (code: string, actor: string) => {
    const [last] = await auditOf(service, '&action=call.refused');
    expect(last).toMatchObject({
      action: 'call.refused',
      actor: { name: actor },
      detail: { code, route: 'revealToken' },
      token: { id: reveal.split('/')[3] },
      address: expect.stringContaining('127.0.0.1'),
    });
  };
  const expectRefusedByServer = async (reason: string, actor: string) => {
    const [last] = await auditOf(service, '&action=sign_in.refused');
    expect(last).toMatchObject({ via: 'token', actor: { name: actor }, detail: { reason } });
  };
  const claims = (token = session.accessToken): JWTPayload => ({
    jti: randomUUID(),
    htm: 'POST',
    htu: service.address + reveal,
    iat: Math.floor(Date.now() / 1000),
    ath: createHash('sha256').update(token).digest('base64url'),
  });
  const dpop = (proof: string, token = session.accessToken) => ({
    authorization: `DPoP ${token}`,
    dpop: proof,
  });

  test('the victim’s own proof opens the value, once', async () => {
    const headers = dpop(await victim.proof(claims()));
    expect(await send(headers)).toEqual([200, 'ok']);
    expect(await send(headers)).toEqual([401, 'bad_proof']);
    await expectOnRecord('bad_proof', 'Ada');
  });

  test('a stolen access token is worth nothing without its key, and its owner is named', async () => {
    const thief = new Browser(service.address);
    expect(await send(dpop(await thief.proof(claims())))).toEqual([401, 'bad_proof']);
    await expectOnRecord('bad_proof', 'Ada');
    expect(await send({ authorization: `DPoP ${session.accessToken}` })).toEqual([
      401,
      'bad_proof',
    ]);
    await expectOnRecord('bad_proof', 'Ada');
    expect(await send({ authorization: `Bearer ${session.accessToken}` })).toEqual([
      401,
      'session_ended',
    ]);
    await expectOnRecord('session_ended', 'Ada');
  });

  test.each<[string, (own: JWTPayload) => JWTPayload]>([
    ['is two minutes old', (own) => ({ ...own, iat: own.iat! - 120 })],
    ['is of a time to come', (own) => ({ ...own, iat: own.iat! + 120 })],
    ['has no time', ({ iat: _iat, ...own }) => own],
    ['has no id', ({ jti: _jti, ...own }) => own],
    ['is for no token', ({ ath: _ath, ...own }) => own],
    ['is for another token', (own) => ({ ...own, ath: 'a'.repeat(43) })],
    ['is for another method', (own) => ({ ...own, htm: 'GET' })],
    ['is for another call', (own) => ({ ...own, htu: `${service.address}/v1/me` })],
    [
      'is for another token’s reveal',
      (own) => ({ ...own, htu: `${service.address}/v1/tokens/tok_${'0'.repeat(16)}/reveal` }),
    ],
    ['is for another service', (own) => ({ ...own, htu: elsewhere.address + reveal })],
    ['is for no address', (own) => ({ ...own, htu: 'reveal' })],
  ])('a proof by the right key that %s is refused', async (_what, change) => {
    expect(await send(dpop(await victim.proof(change(claims()))))).toEqual([401, 'bad_proof']);
    await expectOnRecord('bad_proof', 'Ada');
  });

  test('a proof that is no proof is refused, whatever key it names', async () => {
    const thief = new Browser(service.address);
    const [head = '', , signature = ''] = (await victim.proof(claims())).split('.');
    const body = (await victim.proof(claims())).split('.')[1]!;
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'dpop+jwt' })).toString(
      'base64url',
    );
    for (const proof of [
      await victim.proof(claims(), { typ: 'JWT' }),
      // The thief's signature under the victim's key, and the victim's under other claims.
      `${head}.${(await thief.proof(claims())).split('.').slice(1).join('.')}`,
      `${head}.${body}.${signature}`,
      `${none}.${body}.`,
    ]) {
      expect(await send(dpop(proof))).toEqual([401, 'bad_proof']);
    }
  });

  test('a token of another service instance is unknown here, with the very key it is bound to', async () => {
    const foreign = await signIn(elsewhere, new Browser(elsewhere.address));
    const traveller = new Browser(elsewhere.address);
    const { accessToken } = await signIn(elsewhere, traveller);
    expect(foreign.accessToken).not.toBe(accessToken);
    const proof = await traveller.proof(claims(accessToken));
    expect(await send(dpop(proof, accessToken))).toEqual([401, 'session_ended']);
    await expectOnRecord('session_ended', 'Nobody');
    expect(await send({ authorization: `Bearer ${elsewhere.admin}` })).toEqual([
      401,
      'session_ended',
    ]);
  });

  test.each(['idToken', 'refreshToken'] as const)(
    'the victim’s %s is no access token, with the right key either',
    async (which) => {
      const token = session[which]!;
      expect(await send(dpop(await victim.proof(claims(token)), token))).toEqual([
        401,
        'session_ended',
      ]);
      expect(await send({ authorization: `Bearer ${token}` })).toEqual([401, 'session_ended']);
      await expectOnRecord('session_ended', 'Nobody');
    },
  );

  test('an access token does not refresh anything, nor does a refresh token of elsewhere', async () => {
    await expect(victim.refresh(session.accessToken)).rejects.toThrow();
    const { refreshToken } = await signIn(elsewhere, new Browser(elsewhere.address));
    await expect(victim.refresh(refreshToken)).rejects.toThrow();
  });

  test('a refresh token is worth nothing without its key, and the victim keeps theirs', async () => {
    const own = new Browser(service.address);
    const { refreshToken } = await signIn(service, own);
    await expect(new Browser(service.address).refresh(refreshToken)).rejects.toThrow();
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: OAUTH_CLIENT_ID,
    });
    const bare = await fetch(`${service.address}/oauth/token`, { method: 'POST', body });
    expect([bare.status, (await bare.json()) as object]).toEqual([400, expect.anything()]);
    await expectRefusedByServer('invalid_grant', 'Ada');
    expect((await own.refresh(refreshToken)).accessToken).toEqual(expect.any(String));
  });

  test('a refresh that was listened to cannot be sent again', async () => {
    const own = new Browser(service.address);
    const { refreshToken } = await signIn(service, own);
    const url = `${service.address}/oauth/token`;
    const proof = await own.proof({
      jti: randomUUID(),
      htm: 'POST',
      htu: url,
      iat: Math.floor(Date.now() / 1000),
    });
    const refresh = async () => {
      const form = {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: OAUTH_CLIENT_ID,
      };
      const response = await fetch(url, {
        method: 'POST',
        headers: { dpop: proof },
        body: new URLSearchParams(form),
      });
      return [response.status, ((await response.json()) as { error?: string }).error];
    };
    expect(await refresh()).toEqual([200, undefined]);
    // RFC 9449 §11.1: it is the proof that was used; the token itself is still good for its owner.
    expect(await refresh()).toEqual([400, 'invalid_grant']);
    await expectRefusedByServer('invalid_grant', 'Ada');
    expect((await own.refresh(refreshToken)).accessToken).toEqual(expect.any(String));
  });

  test('the path of a call is not mistaken: a proof for one spelling opens no other', async () => {
    const proof = await victim.proof({ ...claims(), htu: `${service.address}${reveal}/` });
    expect(await send(dpop(proof))).toEqual([401, 'bad_proof']);
    expect((await send(dpop(await victim.proof(claims())), `${reveal}/`))[0]).toBe(404);
  });
});
