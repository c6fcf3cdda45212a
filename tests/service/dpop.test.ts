import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { Browser, type Session } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf } from './support/http.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('a session bound to its browser, on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  let browser: Browser;
  let session: Session;
  const signIn = async (as: Browser): Promise<Session> => {
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    return as.signIn({ code, name: 'Ada', company: 'Northwind' });
  };
  beforeAll(async () => {
    service = await startService(kind);
    replica = await startService(kind, { database: service.database });
    browser = new Browser(service.address);
    session = await signIn(browser);
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
  });

  const send = async (headers: Record<string, string>, method = 'GET', path = '/v1/me') => {
    const response = await fetch(service.address + path, { method, headers });
    const body = (await response.json()) as { error?: { code: string } };
    return [response.status, body.error?.code ?? 'ok'];
  };
  const signed = (method = 'GET', path = '/v1/me', as = browser) =>
    as.signed(method, path, session.accessToken);

  test('its calls get through', async () => {
    expect(await send(await signed())).toEqual([200, 'ok']);
    expect(await send(await signed('GET', '/v1/tokens'), 'GET', '/v1/tokens?limit=1')).toEqual([
      200,
      'ok',
    ]);
  });

  test('a proof works once, and of ten at the same moment one', async () => {
    const headers = await signed();
    expect(await send(headers)).toEqual([200, 'ok']);
    expect(await send(headers)).toEqual([401, 'bad_proof']);
    const fresh = await signed();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(fresh)));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
  });

  test('a stolen token is worth nothing with another key, or without one', async () => {
    const thief = new Browser(service.address);
    expect(await send(await signed('GET', '/v1/me', thief))).toEqual([401, 'bad_proof']);
    expect(await send({ authorization: `Bearer ${session.accessToken}` })).toEqual([
      401,
      'session_ended',
    ]);
    expect(await send({ authorization: `DPoP ${session.accessToken}` })).toEqual([
      401,
      'bad_proof',
    ]);
  });

  test('a proof for another method, address or token is refused', async () => {
    expect(await send(await signed('POST'))).toEqual([401, 'bad_proof']);
    expect(await send(await signed('GET', '/v1/tokens'))).toEqual([401, 'bad_proof']);
    const other = await browser.signed('GET', '/v1/me', 'another-token');
    const mixed = { ...(await signed()), dpop: other.dpop! };
    expect(await send(mixed)).toEqual([401, 'bad_proof']);
    const elsewhere = new Browser('http://127.0.0.1:1');
    const foreign = {
      ...(await signed()),
      dpop: (await elsewhere.signed('GET', '/v1/me', session.accessToken)).dpop!,
    };
    expect(await send(foreign)).toEqual([401, 'bad_proof']);
  });

  test('two proofs, a broken one and an empty one are refused', async () => {
    const headers = await signed();
    const second = await signed();
    for (const dpop of [
      `${headers.dpop!}, ${second.dpop!}`,
      headers.dpop!.slice(0, -2),
      'x',
      'a.b.c',
    ]) {
      expect(await send({ ...headers, dpop })).toEqual([401, 'bad_proof']);
    }
  });

  test('a refresh gives a new access token and needs the same key', async () => {
    const own = new Browser(service.address);
    const first = await signIn(own);
    const second = await own.refresh(first.refreshToken);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect((await own.call('GET', '/v1/me', second.accessToken)).status).toBe(200);
    await expect(new Browser(service.address).refresh(first.refreshToken)).rejects.toThrow();
    // A worker that is stopped before it has kept the answer asks again with what it has.
    expect((await own.refresh(first.refreshToken)).accessToken).toEqual(expect.any(String));
  });

  test('a refresh works on every replica', async () => {
    const own = new Browser(service.address);
    const first = await signIn(own);
    const row = await replica.store.db
      .selectFrom('oidc_payloads')
      .select('id')
      .where('model', '=', 'RefreshToken')
      .execute();
    expect(row.length).toBeGreaterThan(0);
    expect((await own.refresh(first.refreshToken)).accessToken).toEqual(expect.any(String));
  });

  test('signing out ends access at once, and is recorded', async () => {
    const own = new Browser(service.address);
    const first = await signIn(own);
    expect((await own.call('GET', '/v1/me', first.accessToken)).status).toBe(200);
    await own.revoke(first.refreshToken);
    const after = await own.call('GET', '/v1/me', first.accessToken);
    expect([
      after.status,
      ((await after.json()) as { error: { code: string } }).error.code,
    ]).toEqual([401, 'session_ended']);
    await expect(own.refresh(first.refreshToken)).rejects.toThrow();
    await expect
      .poll(async () => (await auditOf(service, '&action=session.signed_out')).length)
      .toBe(1);
  });

  test('a blocked member is out at the next call and cannot refresh', async () => {
    const own = new Browser(service.address);
    const first = await signIn(own);
    const block = (status: 'active' | 'blocked') =>
      service.store.db.updateTable('members').set({ status }).execute();
    await block('blocked');
    expect((await own.call('GET', '/v1/me', first.accessToken)).status).toBe(401);
    await expect(own.refresh(first.refreshToken)).rejects.toThrow();
    await block('active');
  });

  test('an authorization code works once, also when it is sent twice at the same moment', async () => {
    const own = new Browser(service.address);
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    const { page, verifier } = await own.beginSignIn();
    const end = await own.open(page.url, { code });
    const results = await Promise.allSettled([1, 2, 3].map(() => own.finishSignIn(end, verifier)));
    expect(results.filter((result) => result.status === 'fulfilled').length).toBeLessThanOrEqual(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(String(result.reason)).not.toMatch(/server_error|50\d/);
    }
    await expect(own.finishSignIn(end, verifier)).rejects.toThrow();
  });

  test('no code, token or proof stands in the database in clear', async () => {
    const rows = await service.store.db.selectFrom('oidc_payloads').selectAll().execute();
    const text = JSON.stringify(rows);
    expect(text).not.toContain(session.accessToken);
    expect(text).not.toContain(session.refreshToken);
  });

  test('only the extension’s own pages may read the answers', async () => {
    const origin = async (from: string) =>
      (await fetch(`${service.address}/v1/me`, { headers: { origin: from } })).headers.get(
        'access-control-allow-origin',
      );
    const { CHROME_ID } = await import('../../contract/extension-ids.ts');
    expect(await origin(`chrome-extension://${CHROME_ID}`)).toBe(`chrome-extension://${CHROME_ID}`);
    const firefox = 'moz-extension://0a1b2c3d-0000-4000-8000-000000000000';
    expect(await origin(firefox)).toBe(firefox);
    for (const from of [
      `chrome-extension://${'a'.repeat(32)}`,
      'https://app.frontapp.com',
      'null',
      `${firefox}.evil.com`,
    ]) {
      expect(await origin(from)).toBeNull();
    }
  });
});
