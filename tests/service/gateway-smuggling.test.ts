import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anIssuedValue, sendBytes } from './support/gateway-caller.ts';
import { startService, type TestService } from './support/start-service.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

let upstream: Upstream;
let service: TestService;
let value: string;
/** Method, path and body of what reached Front. */
let sent: string[];
beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString('latin1')));
    request.on('end', () => {
      sent.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`.trim());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  service = await startService('sqlite', {
    frontApiUrl: upstream.url,
    patience: { headers: 400, request: 60_000, look: 100 },
  });
  ({ value } = await anIssuedValue(service, ['tags:read', 'tags:write']));
});
afterAll(async () => {
  await service.stop();
  await upstream.close();
});
beforeEach(() => {
  sent = [];
});

/** A request whose head has these lines; the caller's token is among them. */
const request = (line: string, headers: readonly string[], body = ''): string =>
  [line, 'Host: x', `Authorization: Bearer ${value}`, ...headers, '', body].join('\r\n');
const statuses = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const bodyOf = (answer: string): unknown =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));

const HIDDEN = () => request('GET /front/tags/tag_hidden HTTP/1.1', []);
const POST = 'POST /front/tags HTTP/1.1';

describe('CWE-444: where a body ends is never open to doubt', () => {
  test.each<[string, () => string]>([
    [
      'length and chunks (CL.TE)',
      () =>
        request(POST, ['Content-Length: 6', 'Transfer-Encoding: chunked'], `0\r\n\r\n${HIDDEN()}`),
    ],
    [
      'chunks and length (TE.CL)',
      () =>
        request(
          POST,
          ['Transfer-Encoding: chunked', 'Content-Length: 4'],
          `5c\r\n${HIDDEN()}\r\n0\r\n\r\n`,
        ),
    ],
    ['two lengths', () => request(POST, ['Content-Length: 0', 'Content-Length: 40'], HIDDEN())],
    [
      'the same length twice',
      () => request(POST, ['Content-Length: 2', 'Content-Length: 2'], '{}'),
    ],
    ['a list of lengths', () => request(POST, ['Content-Length: 2, 2'], '{}')],
    ['a length with a sign', () => request(POST, ['Content-Length: +2'], '{}')],
    ['a length below nothing', () => request(POST, ['Content-Length: -1'], HIDDEN())],
    ['a length in hexadecimal', () => request(POST, ['Content-Length: 0x2'], '{}')],
    ['a space before the colon', () => request(POST, ['Content-Length : 2'], '{}')],
    [
      'Transfer-Encoding with a space before its colon',
      () => request(POST, ['Transfer-Encoding : chunked'], `0\r\n\r\n${HIDDEN()}`),
    ],
    ['a coding that is none', () => request(POST, ['Transfer-Encoding: xchunked'], '0\r\n\r\n')],
    ['identity', () => request(POST, ['Transfer-Encoding: identity'], '0\r\n\r\n')],
    [
      'chunked and then identity',
      () => request(POST, ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'),
    ],
    ['gzip under chunks', () => request(POST, ['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n')],
    [
      'identity under chunks',
      () => request(POST, ['Transfer-Encoding: identity, chunked'], '0\r\n\r\n'),
    ],
    [
      'chunked twice',
      () =>
        request(POST, ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ],
    ['chunked in quotes', () => request(POST, ['Transfer-Encoding: "chunked"'], '0\r\n\r\n')],
    [
      'a control character in the coding',
      () => request(POST, ['Transfer-Encoding: \x0bchunked'], '0\r\n\r\n'),
    ],
    [
      'chunks of HTTP/1.0',
      () => request('POST /front/tags HTTP/1.0', ['Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ],
    [
      'a chunk length that is none',
      () => request(POST, ['Transfer-Encoding: chunked'], 'x\r\n{}\r\n0\r\n\r\n'),
    ],
    [
      'a chunk longer than it says',
      () => request(POST, ['Transfer-Encoding: chunked'], '1\r\n{}\r\n0\r\n\r\n'),
    ],
    [
      'a chunk length beyond all numbers',
      () => request(POST, ['Transfer-Encoding: chunked'], 'ffffffffffffffff1\r\n{}\r\n0\r\n\r\n'),
    ],
    [
      'bare LF after the request line',
      () => request(POST, ['Content-Length: 2'], '{}').replace('\r\n', '\n'),
    ],
    [
      'bare LF everywhere',
      () => request(POST, ['Content-Length: 2'], '{}').replaceAll('\r\n', '\n'),
    ],
    ['bare LF in a header', () => request(POST, ['X: y\nContent-Length: 2'], '{}')],
    ['bare CR in a header', () => request(POST, ['X: y\rContent-Length: 2'], '{}')],
    ['a folded header', () => request(POST, ['X: a', ' b', 'Content-Length: 2'], '{}')],
    [
      'a folded Transfer-Encoding',
      () => request(POST, ['Transfer-Encoding:', ' chunked'], '0\r\n\r\n'),
    ],
    ['a NUL in a header', () => request(POST, ['X: a\0b', 'Content-Length: 2'], '{}')],
    ['a header without a name', () => request(POST, [': x', 'Content-Length: 2'], '{}')],
    [
      'a space before the first header',
      () => request(`${POST}\r\n X: y`, ['Content-Length: 2'], '{}'),
    ],
    ['two hosts', () => request(POST, ['Host: y', 'Content-Length: 2'], '{}')],
    [
      'a version that is none',
      () => request('POST /front/tags HTTP/1.2', ['Content-Length: 2'], '{}'),
    ],
    ['HTTP/0.9', () => 'GET /front/tags\r\n\r\n'],
    ['a method in small letters', () => request('get /front/tags HTTP/1.1', [])],
  ])('%s is refused, and nothing reaches Front', async (_, bytes) => {
    const answer = await sendBytes(service, bytes());
    const [first, ...more] = statuses(answer);
    expect(first).toBe(400);
    expect(more).toEqual([]);
    expect(sent).toEqual([]);
  });

  test('a request that hides in a body is a body and nothing else', async () => {
    const hidden = HIDDEN();
    const answer = await sendBytes(
      service,
      request(POST, [`Content-Length: ${hidden.length}`, 'Connection: close'], hidden),
    );
    expect(statuses(answer)).toEqual([200]);
    expect(sent).toEqual([`POST /tags ${hidden}`.trim()]);
  });

  test('a request that hides in the body of a refused one is no request either', async () => {
    const hidden = HIDDEN();
    const refused = request(
      'POST /front/rockets HTTP/1.1',
      [`Content-Length: ${hidden.length}`],
      hidden,
    );
    const answer = await sendBytes(
      service,
      refused + request('GET /front/tags/tag_next HTTP/1.1', ['Connection: close']),
    );
    expect(statuses(answer)).toEqual([403, 200]);
    expect(sent).toEqual(['GET /tags/tag_next']);
  });

  test('a body of GET goes on as a body, not as the next request', async () => {
    const hidden = HIDDEN();
    const answer = await sendBytes(
      service,
      request(
        'GET /front/tags HTTP/1.1',
        [`Content-Length: ${hidden.length}`, 'Connection: close'],
        hidden,
      ),
    );
    expect(statuses(answer)).toEqual([200]);
    expect(sent).toHaveLength(1);
  });
});

describe('a target that is not below `/front/` to the letter', () => {
  test.each([
    'http://evil.example/front/tags',
    'https://api2.frontapp.com/tags',
    '//front/tags',
    '/FRONT/tags',
    '/Front/tags',
    '/front//tags',
    '/front/tags//tag_1',
    '/./front/tags',
    '/v1/../front/tags',
    '/%66ront/tags',
    '\\front\\tags',
    '/front\\tags',
    'front/tags',
    '*',
    '/front/http://evil.example/tags',
  ])('%s is refused, and nothing reaches Front', async (target) => {
    const answer = await sendBytes(
      service,
      request(`GET ${target} HTTP/1.1`, ['Connection: close']),
    );
    expect(statuses(answer)).toHaveLength(1);
    expect(statuses(answer)[0]).toBeGreaterThanOrEqual(400);
    expect(statuses(answer)[0]).toBeLessThan(500);
    expect(bodyOf(answer)).toBeTypeOf('object');
    expect(sent).toEqual([]);
  });

  test('CONNECT makes no tunnel', async () => {
    const answer = await sendBytes(service, request('CONNECT evil.example:443 HTTP/1.1', []));
    expect(statuses(answer).filter((status) => status < 400)).toEqual([]);
    expect(sent).toEqual([]);
  });
});

describe('what Node’s parser refuses is answered in both languages, as nobody knows which was meant', () => {
  const both = (status: number, code: string, title: string) => ({
    error: { code, message: expect.any(String) },
    _error: { status, title, message: expect.any(String) },
  });

  test('400', async () => {
    const answer = await sendBytes(service, 'no HTTP\r\n\r\n');
    expect(statuses(answer)).toEqual([400]);
    expect(bodyOf(answer)).toEqual(both(400, 'unreadable_request', 'Bad request'));
  });

  test('400 without a Host', async () => {
    const answer = await sendBytes(service, 'GET /front/tags HTTP/1.1\r\n\r\n');
    expect(statuses(answer)).toEqual([400]);
    expect(bodyOf(answer)).toEqual(both(400, 'unreadable_request', 'Bad request'));
  });

  test('CWE-400: 431 for 64 kB of headers', async () => {
    const answer = await sendBytes(
      service,
      request('GET /front/tags HTTP/1.1', [`X: ${'x'.repeat(64 * 1024)}`]),
    );
    expect(statuses(answer)).toEqual([431]);
    expect(bodyOf(answer)).toEqual(
      both(431, 'headers_too_large', 'Request header fields too large'),
    );
    expect(sent).toEqual([]);
  });

  test('Slowloris: 408 for headers that never come to an end, and the connection is closed', async () => {
    const socket = connect(Number(new URL(service.address).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (piece: Buffer) => (answer += piece.toString('latin1')));
    socket.on('error', () => undefined);
    socket.write('GET /front/tags HTTP/1.1\r\nHost: x\r\n');
    const drip = setInterval(() => socket.write('X: y\r\n'), 50);
    await once(socket, 'close');
    clearInterval(drip);
    expect(statuses(answer)).toEqual([408]);
    expect(bodyOf(answer)).toEqual(both(408, 'request_too_slow', 'Request timeout'));
    expect(sent).toEqual([]);
  });

  test('CWE-113: nothing is written into the middle of an answer when the next request is garbage', async () => {
    const answer = await sendBytes(
      service,
      `${request('GET /front/tags HTTP/1.1', [])}garbage\r\n\r\n`,
    );
    // The first one may be answered or broken off, never mixed with another.
    expect(
      answer.replace(/^HTTP\/1\.1 200[^]*?\r\n\r\n(?:2\r\n)?\{\}(?:\r\n0\r\n\r\n)?/, ''),
    ).toMatch(/^(?:$|HTTP\/1\.1 400 )/);
  });
});

test.each([
  '_method=DELETE',
  'x=1&_method=DELETE',
  '_METHOD=DELETE',
  '%5fmethod=DELETE',
  '_method%5B%5D=DELETE',
  'x=1;_method=DELETE',
  'X-HTTP-Method-Override=DELETE',
  'x-http-method=DELETE',
  'x_method_override=DELETE',
  '_method',
])('a query of %s asks for another method, and is refused', async (query) => {
  const answer = await sendBytes(
    service,
    request(`GET /front/tags?${query} HTTP/1.1`, ['Connection: close']),
  );
  expect(statuses(answer)).toEqual([400]);
  expect(sent).toEqual([]);
});

test.each(['limit=2', 'q=_method=DELETE', 'q%5Bmethod%5D=x', 'payment_method_x=1', 'method=x'])(
  'a query of %s goes on as it came',
  async (query) => {
    const answer = await sendBytes(
      service,
      request(`GET /front/tags?${query} HTTP/1.1`, ['Connection: close']),
    );
    expect(statuses(answer)).toEqual([200]);
    expect(sent).toEqual([`GET /tags?${query}`]);
  },
);
