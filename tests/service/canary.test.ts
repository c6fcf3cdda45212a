import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { emptyDatabase, type TestDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { settingsFor, spawnService, type ServiceProcess } from './support/process.ts';

let front: FrontStandIn;
let database: TestDatabase;
let service: ServiceProcess;
beforeAll(async () => {
  front = await startFront();
  database = await emptyDatabase('sqlite');
  service = await spawnService(
    settingsFor(database, await freePort(), { LOG_LEVEL: 'trace', FRONT_API_URL: front.apiUrl }),
  );
});
afterAll(async () => {
  await service.end('SIGKILL');
  await front.close();
  await database.remove();
});

test('whatever is done with values, none reaches the log, the audit log or an error’s body', async () => {
  const bearer = (await service.command('access-token', '--role', 'admin')).stdout.trim();
  const { value } = await front.createToken({ name: 'Canary', scopes: ['shared:*'] });
  const errors: string[] = [];
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<string> => {
    const response = await fetch(service.address + path, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    // What Front itself answers is passed on as it is.
    const ours = !response.headers.has('x-ratelimit-limit');
    if (!response.ok && ours) errors.push(text);
    return text;
  };
  const create = (body: object): Promise<string> => call('POST', '/v1/tokens', body);
  /** What an answer holds under a name; one without it says why. */
  const inAnswer = (name: string, text: string): string => {
    const found = (JSON.parse(text) as Record<string, unknown>)[name];
    if (typeof found !== 'string') throw new Error(`no ${name} in ${text}`);
    return found;
  };
  const idOf = (text: string): string => inAnswer('id', text);

  const recorded = idOf(await create({ kind: 'front', name: 'Canary – recorded', value }));
  const issued = idOf(
    await create({ kind: 'issued', name: 'Canary – issued', scopes: ['tags:read'] }),
  );
  const reveal = async (id: string): Promise<string> =>
    inAnswer('value', await call('POST', `/v1/tokens/${id}/reveal`, { via: 'copy' }));
  const own = await reveal(issued);
  expect(await reveal(recorded)).toBe(value);

  for (const secret of [value, own, bearer]) {
    const as = { authorization: `Bearer ${secret}` };
    await create({ kind: 'front', name: 'Again', value: secret });
    await create({ kind: 'front', name: secret });
    await create({ kind: 'front', name: 'Odd', [secret]: 1 });
    await create({ kind: secret, name: 'Odd' });
    await create({ kind: 'front', name: 'Odd', value: [secret] });
    await create({
      kind: 'front',
      name: 'Odd',
      scopes: [secret],
      tags: [secret],
      expiresAt: secret,
    });
    await create({ kind: 'issued', name: 'Odd', scopes: [secret], backedBy: secret });
    await call('POST', '/v1/tokens', `{"value":"${secret}"`);
    await call('POST', '/v1/tokens', secret);
    await call('POST', '/v1/tokens', { kind: 'front' }, { 'idempotency-key': secret });
    await call('PATCH', `/v1/tokens/${issued}`, { purpose: secret }, { 'if-match': secret });
    await call('PATCH', `/v1/tokens/${issued}`, { purpose: secret }, { 'if-match': '"1"' });
    await call('POST', `/v1/tokens/${secret}/reveal`, { via: secret });
    await call('POST', `/v1/tokens/${issued}/reveal`, { via: secret });
    await call('GET', `/v1/tokens/${secret}`);
    await call('GET', `/v1/tokens?q=${secret}&cursor=${secret}&${secret}=1`);
    await call('GET', `/v1/audit?actor=${secret}&action=${secret}&cursor=x`);
    await call('GET', `/${secret}?${secret}`);
    await call('GET', `/%65${secret.slice(1)}`);
    await call('GET', '/v1/me', undefined, { authorization: secret });
    await call('GET', '/v1/me', undefined, { authorization: `DPoP ${secret}`, dpop: secret });
    await call('GET', '/v1/me', undefined, {
      cookie: secret,
      'user-agent': secret,
      referer: secret,
    });
    await call('GET', '/front/tags', undefined, as);
    await call('GET', '/front/contacts', undefined, as);
    await call('GET', `/front/${secret}`, undefined, as);
    await call('GET', `/front/tags/${secret}`, undefined, as);
    await call('GET', `/front/tags/%2e%2e%2f${secret}`, undefined, as);
    await call('GET', `/front/tags?access_token=${secret}`, undefined, as);
    await call('GET', `/oauth/auth?client_id=${secret}&redirect_uri=${secret}&state=${secret}`);
    await call('POST', '/oauth/token', `code=${secret}&refresh_token=${secret}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    await call('POST', `/oauth/${secret}`, secret, as);
    await call('GET', `/sign-in/${secret}`);
    await call('POST', `/sign-in/${secret}`, `code=${secret}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    await sendRaw(`GET /${secret} HTTP/1.1\r\nHost: ${secret}\r\nAuthorization: ${secret}\r\n\r\n`);
    await sendRaw(`${secret} / HTTP/1.1\r\n\r\n`);
  }
  await call('DELETE', `/v1/tokens/${issued}`, undefined, { 'if-match': '*' });
  await call('GET', '/front/tags', undefined, { authorization: `Bearer ${own}` });
  const record = (
    await Promise.all(
      ['jsonl', 'csv'].map((format) => call('GET', `/v1/audit/export?format=${format}`)),
    )
  ).join('');
  const ended = await service.end('SIGTERM');

  const log = service.output();
  expect(ended.code).toBe(0);
  expect(log.split('\n').length).toBeGreaterThan(80);
  expect(record).toContain('call.refused');
  for (const secret of [value, own, bearer]) {
    // Not even a part that is long enough to search for.
    for (const part of [
      secret,
      secret.slice(-24),
      secret.slice(0, 44),
      ...secret.split('.').slice(1),
    ]) {
      expect(log).not.toContain(part);
      expect(record).not.toContain(part);
    }
    expect(errors.filter((text) => text.includes(secret))).toEqual([]);
  }
  expect(errors.length).toBeGreaterThan(60);
});

/** Sends bytes that no HTTP client would, and waits until the service has answered or hung up. */
function sendRaw(text: string): Promise<void> {
  const { port } = new URL(service.address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    const end = (): void => {
      socket.destroy();
      resolve();
    };
    socket.once('data', end);
    socket.once('close', end);
    socket.once('error', end);
  });
}
