import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASES, emptyDatabase, type TestDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { callGateway, sendBytes, type GatewayCall } from './support/gateway-caller.ts';
import { aFrontValue, anIssued } from './support/makers.ts';
import { settingsFor, spawnService, type ServiceProcess } from './support/process.ts';
import { storedBytes } from './support/stored-bytes.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

const aCanary = (): string => `c${randomBytes(12).toString('hex')}`;
/** What somebody’s customers wrote: as little of anybody’s business here as a value. */
const SAID = { path: aCanary(), query: aCanary(), header: aCanary(), body: aCanary() };
const ANSWERED = { body: aCanary(), header: aCanary(), link: aCanary(), error: aCanary() };

describe.each(DATABASES)('a canary at the gateway, on %s', (kind) => {
  let upstream: Upstream;
  let database: TestDatabase;
  let service: ServiceProcess;
  let behind: string;
  /** What Front was sent. */
  let seen: string;
  beforeAll(async () => {
    seen = '';
    upstream = await startUpstream((request, response) => {
      seen += JSON.stringify([request.url, request.headers]);
      request.on('data', (piece: Buffer) => (seen += piece.toString()));
      const address = `https://acme.api.frontapp.com/tags/${ANSWERED.link}`;
      const body = JSON.stringify({ _links: { self: address }, text: ANSWERED.body });
      const headers = {
        'content-type': 'application/json',
        'x-canary': ANSWERED.header,
        'set-cookie': `session=${ANSWERED.header}`,
      };
      switch (request.url?.split(/[?_]/)[0]) {
        case '/tags/moved':
          response.writeHead(301, { ...headers, location: address }).end();
          break;
        case '/tags/packed':
          response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(body));
          break;
        case '/tags/spoilt':
          response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(body);
          break;
        case '/tags/reset':
          response.writeHead(200, headers).write(body, () => response.socket?.resetAndDestroy());
          break;
        case '/tags/garbage':
          response.socket?.end(`HTTP/1.1 ${ANSWERED.error}\r\n${behind}\r\n\r\n`);
          break;
        case '/tags/error':
          response.writeHead(500, headers).end(`{"_error":{"message":"${ANSWERED.error}"}}`);
          break;
        case '/tags/silent':
          break;
        default:
          response.writeHead(200, headers).end(body);
      }
    });
    database = await emptyDatabase(kind);
    service = await spawnService(
      settingsFor(database, await freePort(), { LOG_LEVEL: 'trace', FRONT_API_URL: upstream.url }),
    );
  });
  afterAll(async () => {
    await service.end('SIGKILL');
    await upstream.close();
    await database.remove();
  });

  test('runs through calls, refusals, faults, redirects and links, and nothing here holds it', async () => {
    const bearer = (await service.command('access-token', '--role', 'admin')).stdout.trim();
    const ask = async (method: string, path: string, body?: object): Promise<string> => {
      const response = await fetch(service.address + path, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          'if-match': '*',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return response.text();
    };
    behind = aFrontValue({ scopes: ['tags:read', 'tags:write'] });
    await ask('POST', '/v1/tokens', { kind: 'front', name: 'Behind – canary', value: behind });
    const scopes = ['tags:read', 'tags:write'];
    const { id } = JSON.parse(await ask('POST', '/v1/tokens', anIssued({ scopes })));
    const { value } = JSON.parse(await ask('POST', `/v1/tokens/${id}/reveal`, { via: 'copy' }));

    const answers: string[] = [];
    const query = `?page_token=${SAID.query}`;
    const headers = { 'x-said': SAID.header, 'accept-encoding': 'gzip', cookie: SAID.header };
    const through = async (path: string, more: GatewayCall = {}, token = value): Promise<void> => {
      const call = { ...more, headers: { ...headers, ...more.headers } };
      // Some of them are meant to break.
      const answer = await callGateway(service, token, path + query, call).catch(() => null);
      if (answer !== null) answers.push(answer.body.toString('latin1'));
    };
    const json = { 'content-type': 'application/json' };
    await through(`/tags/${SAID.path}`);
    await through('/tags', { method: 'POST', body: `{"name":"${SAID.body}"}`, headers: json });
    for (const what of ['moved', 'packed', 'spoilt', 'reset', 'garbage', 'error']) {
      await through(`/tags/${what}_${SAID.path}`);
    }
    // Refused: no operation, no scope, no path, another method, no token.
    await through(`/${SAID.path}/${value}`);
    await through(`/tags/${SAID.path}/${behind}`, { method: 'PUT', body: SAID.body });
    await through(`/contacts/${SAID.path}`);
    await through(`/tags/..%2f${SAID.path}`);
    await through('/tags', {}, behind);
    await through('/tags', {}, value.slice(0, -1));
    for (const secret of [value, behind, SAID.body]) {
      await through(`/tags/${secret}`, { headers: { 'x-http-method-override': secret } });
      await through(`/tags?_method=${secret}&x=`);
      await sendBytes(service, `GET /front/${secret} HTTP/1.1\r\n${secret}\r\n\r\n`);
      await sendBytes(
        service,
        `POST /front/tags HTTP/1.1\r\nHost: ${secret}\r\nAuthorization: Bearer ${value}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n${secret}`,
      );
    }
    await leave(service, value, `/tags/silent_${SAID.path}`);
    await ask('DELETE', `/v1/tokens/${id}`);
    await through(`/tags/${SAID.path}`);

    // It did go through, or this would prove nothing.
    for (const canary of [SAID.path, SAID.query, SAID.header, SAID.body, behind]) {
      expect(seen).toContain(canary);
    }
    expect(answers.join('')).toContain(ANSWERED.link);
    expect(answers.join('')).toContain(ANSWERED.body);
    expect(answers.join('')).toContain(ANSWERED.error);

    // Written once a second; then all of it is in the database.
    const usage = () => ask('GET', `/v1/tokens/${id}/usage`);
    await expect
      .poll(async () => (await usage()).includes('"caller_left"'), { timeout: 20_000 })
      .toBe(true);
    const audit = (
      await Promise.all(
        ['jsonl', 'csv'].map((format) => ask('GET', `/v1/audit/export?format=${format}`)),
      )
    ).join('');
    const told = [
      audit,
      await ask('GET', '/v1/audit?limit=200'),
      await usage(),
      await ask('GET', '/v1/budget'),
      await ask('GET', '/v1/tokens'),
      await ask('GET', '/metrics'),
    ].join('');
    for (const outcome of ['front_broke_off', 'front_unreadable', 'unknown_operation']) {
      expect([outcome, told.includes(`"${outcome}"`)]).toEqual([outcome, true]);
    }
    // SQLite's log is still there; a clean stop empties it.
    const running = storedBytes(database);
    const ended = await service.end('SIGTERM');
    expect(ended.code).toBe(0);
    const kept = {
      log: Buffer.from(service.output()),
      told: Buffer.from(told),
      running,
      stopped: storedBytes(database),
    };
    expect(kept.log.toString().split('\n').length).toBeGreaterThan(20);
    expect(kept.running.includes('unknown_operation')).toBe(true);
    for (const [where, bytes] of Object.entries(kept)) {
      for (const [name, canary] of Object.entries({
        ...SAID,
        ...keysOf('answered', ANSWERED),
        value,
        behind,
        bearer,
      })) {
        expect([where, name, bytes.includes(canary)]).toEqual([where, name, false]);
      }
      for (const part of [value.slice(13), behind.slice(-43), ...behind.split('.').slice(1)]) {
        expect([where, bytes.includes(part)]).toEqual([where, false]);
      }
    }
    // Nor does a caller ever see the token behind, or whoever comes later what came before.
    for (const answer of answers) expect(answer).not.toContain(behind.slice(-43));
  });
});

function keysOf(name: string, canaries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(canaries).map(([key, value]) => [`${name} ${key}`, value]),
  );
}

/** Calls, and goes away before there is an answer. */
function leave({ address }: ServiceProcess, value: string, path: string): Promise<void> {
  return new Promise((resolve) => {
    const request = httpRequest(`${address}/front${path}`, {
      headers: { authorization: `Bearer ${value}` },
    });
    request.on('error', () => resolve());
    request.end(() => setTimeout(() => request.destroy(), 200));
  });
}
