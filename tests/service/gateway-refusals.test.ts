import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../contract/operations.ts';
import { explainUnknown } from '../../service/gateway/unknown-operation.ts';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { created, deleted, revealed } from './support/http.ts';
import { anIssuedValue, callGateway, sendBytes } from './support/gateway-caller.ts';
import { aFrontValue, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';
import { DATABASES } from './support/database.ts';

describe.each(DATABASES)('refusals on %s', (kind) => {
  let front: FrontStandIn;
  let service: TestService;
  let value: string;
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    service = await startService(kind, { frontApiUrl: front.apiUrl });
    const behind = await front.createToken({ name: 'Behind', scopes: ['shared:*'] });
    ({ value } = await anIssuedValue(service, ['tags:read', 'contacts:read'], behind.value));
  });
  afterAll(async () => {
    await service.stop();
    await front.close();
  });

  const told = async (method: string, path: string): Promise<string> => {
    const before = front.calls.length;
    const { status, body } = await callGateway(service, value, path, { method });
    const { _error, ...rest } = JSON.parse(body.toString());
    expect([status, _error.status, _error.title, rest]).toEqual([403, 403, 'Forbidden', {}]);
    expect(front.calls.length).toBe(before);
    return _error.message as string;
  };

  test('a method that a path does not take is told with those that it does take', async () => {
    const message = await told('PUT', '/tags/tag_1');
    expect(message).toContain('no PUT /tags/{tag_id}');
    for (const operation of OPERATIONS.filter(({ path }) => path === '/tags/{tag_id}')) {
      expect(message).toContain(`${operation.method} /tags/{tag_id} (${operation.id})`);
    }
  });

  test('a path that is in no row is told with those that come near', async () => {
    expect(await told('GET', '/contact')).toContain('GET /contacts (list-contacts)');
    expect(await told('GET', '/tags/tag_1/colour')).toMatch(/Near it: .*\/tags\/\{tag_id\}\//);
    expect(await told('GET', '/Tags')).toContain('GET /tags (list-tags)');
    expect(await told('GET', '/v1/tokens/x/y')).toContain('Paths begin right after /front');
  });

  test('a value that was pasted into a path is not told back', async () => {
    for (const path of [
      `/${value}`,
      `/tags/x/${value}`,
      `/tags/${value}/x/y`,
      `/contact/${value}`,
    ]) {
      expect(await told('GET', path)).not.toContain(value.slice(4, 20));
    }
  });

  test('whatever does not open is one and the same 401, byte for byte', async () => {
    const own = async (parts: object = {}) => {
      const { id } = await created(service, anIssued({ scopes: ['tags:read'], ...parts }));
      return { id, value: await revealed(service, id) };
    };
    const gone = await own();
    await deleted(service, gone.id);
    const expired = await own();
    await service.store.db
      .updateTable('tokens')
      .set({ expires_at: new Date(Date.now() - 60_000).toISOString() })
      .where('id', '=', expired.id)
      .execute();
    const wrongSum = value.slice(0, -1) + (value.endsWith('a') ? 'b' : 'a');
    const elsewhere = await startService('sqlite');
    const unknown = (await anIssuedValue(elsewhere, ['tags:read'])).value;
    await elsewhere.stop();
    const cases: Readonly<Record<string, string | null>> = {
      no: null,
      empty: '',
      'only a scheme': 'Bearer',
      'an empty one': 'Bearer ',
      junk: 'Bearer junk',
      'another scheme': `Basic ${btoa('a:b')}`,
      'wrong checksum': `Bearer ${wrongSum}`,
      unknown: `Bearer ${unknown}`,
      expired: `Bearer ${expired.value}`,
      deleted: `Bearer ${gone.value}`,
      'a Front token of somebody': `Bearer ${aFrontValue()}`,
      'the Front token behind it': `Bearer ${front.tokens[0]!.value}`,
      'an access token of an admin': `Bearer ${service.admin}`,
      'two values': `Bearer ${value}, Bearer ${value}`,
      'very long': `Bearer ${'a'.repeat(20_000)}`,
    };
    const before = front.calls.length;
    const answers = new Map<string, string[]>();
    for (const [name, authorization] of Object.entries(cases)) {
      for (const path of ['/tags', '/rockets', '/tags/../contacts']) {
        const line = authorization === null ? '' : `Authorization: ${authorization}\r\n`;
        const answer = await sendBytes(
          service,
          `GET /front${path} HTTP/1.1\r\nHost: x\r\n${line}Connection: close\r\n\r\n`,
        );
        const same = answer.replace(/\r\nDate: [^\r]+/, '');
        answers.set(same, [...(answers.get(same) ?? []), `${name} ${path}`]);
      }
    }
    expect([...answers.keys()]).toHaveLength(1);
    expect([...answers.keys()][0]).toMatch(
      /^HTTP\/1\.1 401 Unauthorized\r\n[^]*"_error":\{"status":401/,
    );
    expect(front.calls.length).toBe(before);
  });
});

test('whatever the path, its explanation is made of the table alone', () => {
  const words = new Set(OPERATIONS.flatMap(({ method, path, id }) => [method, path, `(${id})`]));
  for (const { path } of OPERATIONS) {
    for (const extra of ['', '/secret_1', '/secret_1/secret_2']) {
      const segments = `${path}${extra}`
        .slice(1)
        .replace(/\{[^}]+\}/g, 'secret_0')
        .split('/');
      const message = explainUnknown('PUT', segments);
      expect(message).not.toContain('secret_');
      const named = message.match(/(?:GET|POST|PUT|PATCH|DELETE) \/\S+ \([\w-]+\)/g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      for (const one of named) {
        for (const word of one.split(' ')) expect(words.has(word)).toBe(true);
      }
    }
  }
});
