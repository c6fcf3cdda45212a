import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../contract/operations.ts';
import { anIssuedValue } from './support/gateway-caller.ts';
import { startService, type TestService } from './support/start-service.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

const RUNS = 10_000;
const SCOPES = ['tags:read', 'contacts:read', 'contacts:write', 'conversations:read'];

let upstream: Upstream;
let service: TestService;
let value: string;
let reached: string[];
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
beforeAll(async () => {
  reached = [];
  upstream = await startUpstream((request, response) => {
    reached.push(`${request.method ?? ''} ${request.url ?? ''}`);
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"_links":{}}');
  });
  service = await startService('sqlite', {
    frontApiUrl: upstream.url,
    // Else the budget would answer for most of them.
    more: { FRONT_RATE_LIMIT: '10000000' },
  });
  ({ value } = await anIssuedValue(service, SCOPES));
});
afterAll(async () => {
  agent.destroy();
  await service.stop();
  await upstream.close();
});

interface Drawn {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
  readonly signed: boolean;
}

function send({ method, path, headers, body, signed }: Drawn): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${service.address}/`,
      {
        agent,
        method,
        path: `/front${path}`,
        headers: {
          ...Object.fromEntries(headers),
          // For some methods Node would send a body without saying how long it is.
          ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
          ...(signed ? { authorization: `Bearer ${value}` } : {}),
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    request.once('error', reject);
    request.end(body ?? undefined);
  });
}

const aMethod = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'HEAD',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'PURGE',
      'MERGE',
      'QUERY',
      'LINK',
    ),
  },
);
const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const aSegment = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...new Set(OPERATIONS.flatMap(({ path }) => path.slice(1).split('/'))),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'tag_1',
      'crd_1',
      'alt:email:a%40b.c',
      '..',
      '.',
      '',
      '%2e%2e',
      '%2f',
      '%5c',
      '%00',
      '%25',
      ';',
      '%c0%af',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: printable, maxLength: 6 }) },
);
const known = fc.constantFrom(...OPERATIONS).map(({ path }) => path.replace(/\{[^}]+\}/g, 'id_1'));
const aPath = fc.oneof(
  { weight: 1, arbitrary: known },
  { weight: 1, arbitrary: fc.tuple(known, aSegment).map(([path, more]) => path + more) },
  {
    weight: 1,
    arbitrary: fc
      .array(aSegment, { minLength: 1, maxLength: 5 })
      .map((parts) => `/${parts.join('/')}`),
  },
);
const aQuery = fc.oneof(
  fc.constant(''),
  fc.string({ unit: printable, maxLength: 12 }).map((text) => `?${text}`),
  fc.constantFrom('?limit=5', '?_method=DELETE', '?q[statuses][]=open', '?x=%'),
);
/** Those that Node’s client frames the request by would make it hang, not us. */
const aHeaderName = fc.oneof(
  fc.constantFrom(
    'x-http-method-override',
    'x-original-url',
    'via',
    'te',
    'upgrade',
    'connection',
    'expect',
    'cookie',
    'range',
    'accept-encoding',
    'if-none-match',
    'content-type',
    'x_y',
    'max-forwards',
    'forwarded',
    'host',
  ),
  fc.stringMatching(/^x-[a-z0-9!#$%&'*+.^_`|~-]{1,8}$/),
);
const aHeaderValue = fc.oneof(
  fc.constantFrom(
    'gzip',
    'close',
    'x-y',
    'h2c',
    'websocket',
    '100-continue',
    'DELETE',
    '/contacts',
    'trailers',
    'identity;q=0',
  ),
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
    maxLength: 12,
  }),
);
const aRequest: fc.Arbitrary<Drawn> = fc.record({
  method: aMethod,
  path: fc.tuple(aPath, aQuery).map((parts) => parts.join('')),
  headers: fc.array(fc.tuple(aHeaderName, aHeaderValue), { maxLength: 4 }),
  body: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  ),
  signed: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn > 0),
});

/** Read from the table anew, by another way than the gateway’s. */
const allowed = OPERATIONS.filter(({ scope }) => scope === null || SCOPES.includes(scope)).map(
  ({ method, path }) =>
    new RegExp(`^${method} ${path.replace(/\{[^}]+\}/g, '[^/?#]+')}(?:\\?.*)?$`),
);

test(`${RUNS} random requests: no 5xx of our own making, no call outside the table and the scopes`, async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    // Eight at a time keep all connections busy.
    fc.asyncProperty(fc.array(aRequest, { minLength: 8, maxLength: 8 }), async (requests) => {
      reached = [];
      const statuses = await Promise.all(requests.map(send));
      for (const status of statuses) {
        seen.set(status, (seen.get(status) ?? 0) + 1);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }
      expect(statuses.filter((status) => status === 200)).toHaveLength(reached.length);
      for (const call of reached) {
        expect([call, allowed.some((operation) => operation.test(call))]).toEqual([call, true]);
      }
    }),
    { numRuns: RUNS / 8 },
  );
  // All kinds of answers came up, or this would have tested nothing.
  for (const status of [200, 400, 401, 403]) expect(seen.get(status)).toBeGreaterThan(100);
});
