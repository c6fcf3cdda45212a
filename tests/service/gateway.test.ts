import { request as httpRequest, createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { DATABASES } from './support/database.ts';
import { call, created, deleted, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('the gateway on %s', (kind) => {
  let front: FrontStandIn;
  let service: TestService;
  let replica: TestService;
  let backedBy: string;
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    service = await startService(kind, { frontApiUrl: front.apiUrl });
    replica = await startService(kind, { frontApiUrl: front.apiUrl, database: service.database });
    const { value } = await front.createToken({ name: 'Behind all', scopes: ['shared:*'] });
    backedBy = (await created(service, aFront({ value }))).id;
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
    await front.close();
  });

  const issue = async (scopes: string[], parts: object = {}) => {
    const token = await created(service, anIssued({ scopes, backedBy, ...parts }));
    return { ...token, value: await revealed(service, token.id) };
  };
  const through = (value: string | null, path: string, init: RequestInit = {}, on = service) =>
    fetch(`${on.address}/front${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        ...(value === null ? {} : { authorization: `Bearer ${value}` }),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  const refusal = async (response: Response) => {
    const body = (await response.json()) as { _error: { status: number; title: string } };
    expect(body._error.status).toBe(response.status);
    expect(response.headers.get('x-ratelimit-limit')).toBeNull();
    return [response.status, body._error.title];
  };

  test('a call that the token may make reaches Front, with the token behind it and not the caller’s', async () => {
    const token = await issue(['tags:read', 'tags:write']);
    const list = await through(token.value, '/tags?limit=2');
    expect(list.status).toBe(200);
    expect(list.headers.get('x-ratelimit-limit')).toBe('10000');
    const body = (await list.json()) as { _results: unknown[]; _pagination: { next: string } };
    expect(body._results).toHaveLength(2);
    const last = front.calls.at(-1);
    expect(last).toMatchObject({ method: 'GET', path: '/tags?limit=2' });
    expect(last?.tokenId).toBe(front.tokens[0]?.id);
    expect(JSON.stringify(last)).not.toContain(token.value);
    const made = await through(token.value, '/tags', {
      method: 'POST',
      body: JSON.stringify({ name: 'New' }),
      headers: { 'content-type': 'application/json' },
    });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ id: 'tag_new', name: 'New' });
  });

  test('GET /me needs no scope', async () => {
    const token = await issue(['shifts:read']);
    const me = await through(token.value, '/me');
    expect(await me.json()).toMatchObject({ id: 'cmp_standin' });
  });

  test('a scope that the token lacks is a 403 in Front’s own shape, and nothing is sent', async () => {
    const token = await issue(['tags:read']);
    const before = front.calls.length;
    expect(await refusal(await through(token.value, '/contacts'))).toEqual([403, 'Forbidden']);
    expect(await refusal(await through(token.value, '/tags', { method: 'POST' }))).toEqual([
      403,
      'Forbidden',
    ]);
    expect(await refusal(await through(token.value, '/tags/tag_1', { method: 'DELETE' }))).toEqual([
      403,
      'Forbidden',
    ]);
    expect(front.calls.length).toBe(before);
  });

  test('what is in no table is refused: other paths, HEAD, OPTIONS and made-up methods', async () => {
    const token = await issue(['tags:read', 'contacts:read']);
    const before = front.calls.length;
    for (const path of ['/', '/rockets', '/tags/a/b/c', '/Tags', '/tags/', '/download/x']) {
      const status = (await through(token.value, path)).status;
      expect([path, [400, 403].includes(status)]).toEqual([path, true]);
    }
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PROPFIND', 'PURGE']) {
      expect((await through(token.value, '/tags', { method })).status).toBe(403);
    }
    expect(front.calls.length).toBe(before);
  });

  test('no value, junk, a near miss, a Front token and an access token are one and the same 401', async () => {
    const token = await issue(['tags:read']);
    const near = token.value.slice(0, -1) + (token.value.endsWith('a') ? 'b' : 'a');
    for (const value of [null, 'junk', near, front.tokens[0]!.value, service.admin, '']) {
      expect(await refusal(await through(value, '/tags'))).toEqual([401, 'Unauthenticated']);
    }
    const basic = await through(null, '/tags', {
      headers: { authorization: `Basic ${btoa('a:b')}` },
    });
    expect(basic.status).toBe(401);
  });

  test('an expired token is refused from its time on', async () => {
    const token = await issue(['tags:read'], {
      expiresAt: new Date(Date.now() + 800).toISOString(),
    });
    expect((await through(token.value, '/tags')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await refusal(await through(token.value, '/tags'))).toEqual([401, 'Unauthenticated']);
  });

  test('once DELETE has returned no replica takes the token', async () => {
    for (let round = 0; round < 5; round++) {
      const token = await issue(['tags:read']);
      expect((await through(token.value, '/tags', {}, replica)).status).toBe(200);
      await deleted(service, token.id);
      const after = await Promise.all([
        through(token.value, '/tags', {}, replica),
        through(token.value, '/tags'),
      ]);
      for (const response of after)
        expect(await refusal(response)).toEqual([401, 'Unauthenticated']);
    }
  });

  test('scopes that were taken away are gone at the next call', async () => {
    const token = await issue(['tags:read', 'contacts:read']);
    expect((await through(token.value, '/contacts')).status).toBe(200);
    await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
      headers: { 'if-match': '"1"' },
      body: { scopes: ['tags:read'] },
    });
    expect((await through(token.value, '/contacts', {}, replica)).status).toBe(403);
  });

  test('without a Front token behind it a call is a 503 that says what to do', async () => {
    const token = await issue(['tags:read'], { backedBy: null });
    const response = await through(token.value, '/tags');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('An admin has to choose one');
  });

  test('last use and number of calls arrive in the register', async () => {
    const token = await issue(['tags:read']);
    for (let i = 0; i < 3; i++)
      await through(token.value, '/tags', {}, i === 0 ? replica : service);
    await through(token.value, '/contacts');
    await expect
      .poll(async () => (await call(service, 'GET', `/v1/tokens/${token.id}`)).body.callCount, {
        timeout: 5_000,
      })
      .toBe(3);
    const { body } = await call(service, 'GET', `/v1/tokens/${token.id}`);
    expect(Date.now() - Date.parse(body.lastUsedAt as string)).toBeLessThan(10_000);
    expect(body.version).toBe(1);
  });

  test('of the caller’s headers only harmless ones go on', async () => {
    const token = await issue(['tags:read']);
    await through(token.value, '/tags', {
      headers: {
        'x-http-method-override': 'DELETE',
        'x-http-method': 'DELETE',
        'x-method-override': 'DELETE',
        'x-original-url': '/contacts',
        'x-rewrite-url': '/contacts',
        'x-forwarded-for': '10.0.0.1',
        'x-forwarded-host': 'evil.example.com',
        forwarded: 'for=10.0.0.1',
        cookie: 'a=b',
        dpop: 'x',
        'x-custom': 'kept',
      },
    });
    const headers = front.calls.at(-1)?.headers ?? {};
    expect(headers['x-custom']).toBe('kept');
    const dropped = /override|http-method|forwarded|cookie|dpop|via|real-ip|-url$/;
    expect(Object.keys(headers).filter((name) => dropped.test(name))).toEqual([]);
    expect(headers.host).toBe(new URL(front.apiUrl).host);
  });
});

describe.each(DATABASES)('an answer that is still on its way, on %s', (kind) => {
  let drip: Server;
  let service: TestService;
  let replica: TestService;
  let seen: { path: string; headers: IncomingMessage['headers'] }[];
  beforeAll(async () => {
    seen = [];
    // A Front that answers for ever, or redirects.
    drip = createServer((request, response) => {
      seen.push({ path: request.url ?? '', headers: request.headers });
      if (request.url === '/tags/moved') {
        response.writeHead(301, { location: 'http://127.0.0.1:9/elsewhere' }).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'set-cookie': 'a=b' });
      const timer = setInterval(() => response.write('drop '), 20);
      response.once('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => drip.listen(0, '127.0.0.1', resolve));
    const frontApiUrl = `http://127.0.0.1:${(drip.address() as AddressInfo).port}`;
    service = await startService(kind, { frontApiUrl });
    replica = await startService(kind, { frontApiUrl, database: service.database });
    await created(service, aFront());
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
    drip.closeAllConnections();
    drip.close();
  });

  const issue = async () => {
    const token = await created(service, anIssued({ scopes: ['tags:read'] }));
    return { ...token, value: await revealed(service, token.id) };
  };
  /** Starts a download and resolves, at its first bytes, with a promise of its end. */
  const download = (on: TestService, value: string) =>
    new Promise<{ broken: Promise<boolean> }>((resolve, reject) => {
      const request = httpRequest(`${on.address}/front/tags`, {
        headers: { authorization: `Bearer ${value}` },
      });
      request.once('error', reject);
      request.once('response', (response) => {
        const broken = new Promise<boolean>((end) => {
          response.once('close', () => end(!response.complete));
        });
        // Its breaking is what is waited for.
        response.on('error', () => undefined);
        response.once('data', () => {
          response.resume();
          resolve({ broken });
        });
      });
      request.end();
    });

  test('is cut at once where the token was deleted, and within two seconds on another replica', async () => {
    const token = await issue();
    const other = await issue();
    const here = await download(service, token.value);
    const there = await download(replica, token.value);
    const standing = await download(service, other.value);
    const started = Date.now();
    await deleted(service, token.id);
    expect(await here.broken).toBe(true);
    const within = Date.now() - started;
    expect(await there.broken).toBe(true);
    expect(within).toBeLessThan(900);
    expect(Date.now() - started).toBeLessThan(4_000);
    const untouched = await Promise.race([
      standing.broken,
      new Promise((resolve) => setTimeout(() => resolve('still there'), 300)),
    ]);
    expect(untouched).toBe('still there');
    await deleted(service, other.id);
    expect(await standing.broken).toBe(true);
  });

  test('a redirect is passed on and never followed, and Front’s cookies stay with us', async () => {
    const token = await issue();
    const before = seen.length;
    const response = await fetch(`${service.address}/front/tags/moved`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${token.value}` },
    });
    expect([response.status, response.headers.get('location')]).toEqual([
      301,
      'http://127.0.0.1:9/elsewhere',
    ]);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(seen.length).toBe(before + 1);
  });

  test('a Front that cannot be reached is a 502 in Front’s own shape', async () => {
    const lost = await startService(kind, { database: service.database });
    const token = await issue();
    const response = await fetch(`${lost.address}/front/tags`, {
      headers: { authorization: `Bearer ${token.value}` },
    });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ _error: { status: 502 } });
    await lost.stop();
  });
});
