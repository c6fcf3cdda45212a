import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../contract/operations.ts';
import { matchOperation } from '../../contract/match-operation.ts';
import { readTarget } from '../../service/gateway/request-target.ts';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { created, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

let front: FrontStandIn;
let service: TestService;
let value: string;
beforeAll(async () => {
  front = await startFront({ rateLimit: 10_000 });
  service = await startService('sqlite', { frontApiUrl: front.apiUrl });
  const backing = await front.createToken({ name: 'Behind', scopes: ['shared:*'] });
  await created(service, aFront({ value: backing.value }));
  const token = await created(service, anIssued({ scopes: ['tags:read'] }));
  value = await revealed(service, token.id);
});
afterAll(async () => {
  await service.stop();
  await front.close();
});

/** Sends a request line exactly as it stands; HTTP clients would tidy it up first. */
function raw(target: string, method = 'GET'): Promise<number> {
  const { port } = new URL(service.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(
        `${method} ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${value}\r\nConnection: close\r\n\r\n`,
      ),
    );
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.once('error', reject);
    socket.once('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])));
  });
}

test.each([
  '/front/tags/../contacts',
  '/front/tags/./x',
  '/front/tags/..',
  '/front/tags/%2e%2e/contacts',
  '/front/tags/.%2e/contacts',
  '/front/tags/%2E%2E%2Fcontacts',
  '/front/tags/a%2fb',
  '/front/tags/a%5cb',
  '/front/tags/a\\b',
  '/front/tags/..%5ccontacts',
  '/front/tags/%252e%252e%252fcontacts',
  '/front/tags/%25',
  '/front/tags/a;b',
  '/front/tags;x=1/y',
  '/front//tags',
  '/front/tags//x',
  '/front/tags/%00',
  '/front/tags/%0d%0aX-Evil:1',
  '/front/tags/%',
  '/front/tags/%zz',
  '/front/tags/%c0%ae%c0%ae',
  '/front/tags/%ff',
  '/front/tags#/contacts',
  '/front/tags/a?x=%0g',
  '/front/@evil.example.com/tags',
  '/front/http://evil.example.com/tags',
  `/front/tags/${'a'.repeat(9_000)}`,
  '/front',
  '/Front/tags',
  '/%66ront/tags',
  '/front/../v1/tokens',
  'http://evil.example.com/front/tags',
])('%s is refused, and Front sees nothing of it', async (target) => {
  const before = front.calls.length;
  const status = await raw(target);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(front.calls.length).toBe(before);
});

test.each([
  ['/tags/tag_0001', '/tags/tag_0001'],
  ['/tags/alt:name:a%40b.c', '/tags/alt:name:a%40b.c'],
  ['/tags/%74ag_0001', '/tags/tag_0001'],
  ['/tags/a%20b', '/tags/a%20b'],
  ['/tags/%e2%82%ac', '/tags/%E2%82%AC'],
  ['/tags?limit=1&q%5Bstatuses%5D%5B%5D=open', '/tags?limit=1&q%5Bstatuses%5D%5B%5D=open'],
])('%s is sent on as %s: what was decided on and what is sent are one', async (given, sent) => {
  await raw(`/front${given}`);
  expect(front.calls.at(-1)?.path).toBe(sent);
});

test('whatever path is let through is read by a server behind as the very same operation', () => {
  const segment = fc.oneof(
    fc.constantFrom(
      'tags',
      'contacts',
      'conversations',
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      ';',
      '%25',
      '',
    ),
    fc.string({ unit: fc.constantFrom(...'a.%/\\;:@2efc5'.split('')), maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (parts) => {
      const read = readTarget(`/${parts.join('/')}`);
      if (read.kind === 'refused') return;
      // A server behind may resolve dots, decode once more, or take `\` for `/`: nothing may change.
      const behind = new URL(read.path, 'http://front.invalid');
      expect(behind.pathname).toBe(read.path);
      expect(decodeURIComponent(read.path).split('/').slice(1)).toEqual(read.segments);
      const again = readTarget(read.path);
      expect(again).toEqual(read);
    }),
    { numRuns: 3_000 },
  );
});

test('every one of the 244 operations is found from its own template, and by no other method', () => {
  expect(OPERATIONS).toHaveLength(244);
  for (const operation of OPERATIONS) {
    // Front publishes two paths with a slash at their end, which no caller can send here.
    const path = operation.path.replace(/\/$/, '').replace(/\{[^}]+\}/g, 'x_1');
    const target = readTarget(path);
    const segments = target.kind === 'target' ? target.segments : [];
    expect(matchOperation(operation.method, segments)).toBe(operation);
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'get', operation.method.toLowerCase()]) {
      expect(matchOperation(method, segments)).toBeNull();
    }
  }
});
