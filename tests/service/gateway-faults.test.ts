import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import {
  before,
  beforeBytes,
  beforeFront,
  counted,
  expectFrontError,
  outcomes,
} from './support/before-front.ts';
import { freePort } from './support/free-port.ts';
import { anIssuedValue, callGateway } from './support/gateway-caller.ts';
import { call, deleted } from './support/http.ts';
import type { TestService } from './support/start-service.ts';

test('a Front that nobody listens for is a 502', async () => {
  const { service, id, value } = await before(`http://127.0.0.1:${await freePort()}`);
  expectFrontError(await callGateway(service, value, '/tags'), 502, 'Bad gateway');
  await counted(service, id).toEqual({ front_unreachable: 1 });
});

test('a Front that hangs up without an answer is a 502', async () => {
  const { service, id, value } = await beforeBytes((socket) => socket.destroy());
  expectFrontError(await callGateway(service, value, '/tags'), 502, 'Bad gateway');
  await counted(service, id).toEqual({ front_unreachable: 1 });
});

test.each([
  ['no HTTP', 'what is this?\r\n\r\n'],
  ['a status that is none', 'HTTP/1.1 abc OK\r\n\r\n'],
  ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
  ['headers without an end', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(40_000)}`],
])('a Front whose answer is garbage (%s) is a 502', async (_, bytes) => {
  const { service, id, value } = await beforeBytes((socket) => socket.write(bytes));
  expectFrontError(await callGateway(service, value, '/tags'), 502, 'Bad gateway');
  await counted(service, id).toEqual({ front_unreadable: 1 });
});

test.each([
  ['of a file', 'application/octet-stream'],
  ['whose links are rewritten', 'application/json'],
])(
  'an answer %s that Front resets in the middle breaks the caller’s connection',
  async (_, type) => {
    const { service, id, value } = await beforeBytes((socket) => {
      const head = `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: 1000\r\n\r\n{"a":`;
      socket.write(head, () => socket.resetAndDestroy());
    });
    const broken = await callGateway(service, value, '/tags').then(
      ({ status, whole }) => [status, whole],
      // The reset may be quicker than the head.
      () => [200, false],
    );
    expect(broken.at(-1)).toBe(false);
    await counted(service, id).toEqual({ front_broke_off: 1 });
  },
);

test('an answer in chunks that ends without its last chunk is broken for the caller too', async () => {
  const { service, id, value } = await beforeBytes((socket) => {
    socket.end(
      'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na,b',
    );
  });
  const { whole } = await callGateway(service, value, '/tags');
  expect(whole).toBe(false);
  await counted(service, id).toEqual({ front_broke_off: 1 });
});

test('Front that breaks off before the first byte of a body is a 502, as nothing has been said yet', async () => {
  const { service, id, value } = await beforeBytes((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n'),
  );
  expectFrontError(await callGateway(service, value, '/tags'), 502, 'Bad gateway');
  await counted(service, id).toEqual({ front_broke_off: 1 });
});

/** Starts a call and answers when its first bytes are there. */
async function begun(service: TestService, value: string) {
  const request = httpRequest(`${service.address}/front/tags`, {
    headers: { authorization: `Bearer ${value}` },
  });
  // Its breaking is what is waited for.
  request.on('error', () => undefined);
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return { request, response };
}

/** A Front that never comes to the end of its answer. */
async function beforeDrip() {
  let upstream = Promise.withResolvers<ServerResponse>();
  const made = await beforeFront((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).write('drop');
    upstream.resolve(response);
  });
  return {
    ...made,
    next: () => upstream.promise,
    renew: () => (upstream = Promise.withResolvers()),
  };
}

test('a caller who leaves takes the call to Front along', async () => {
  const { service, id, value, next } = await beforeDrip();
  const { request } = await begun(service, value);
  const upstream = await next();
  request.destroy();
  await once(upstream, 'close');
  await counted(service, id).toEqual({ caller_left: 1 });
});

test('a download that was cut with its token counts apart from a caller who left', async () => {
  const { service, id, value, next, renew } = await beforeDrip();
  const first = await begun(service, value);
  await next();
  first.request.destroy();
  await counted(service, id).toEqual({ caller_left: 1 });
  renew();
  const { response } = await begun(service, value);
  response.resume();
  const upstream = await next();
  const closed = once(upstream, 'close');
  await deleted(service, id);
  await closed;
  await counted(service, id).toEqual({ caller_left: 1, cut: 1 });
});

test('attack: calls that wait behind another on one connection end with it, and hold nothing', async () => {
  const ends: Promise<unknown>[] = [];
  const arrived = Promise.withResolvers<undefined>();
  const { service, id, value } = await beforeFront((request, response) => {
    ends.push(once(response, 'close'));
    // The first is never answered; the answers of the others wait behind it, and are endless.
    if (!request.url?.endsWith('/first')) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.write(Buffer.alloc(1_000_000));
    }
    if (ends.length === 3) arrived.resolve(undefined);
  });
  const head = `Host: x\r\nAuthorization: Bearer ${value}\r\n\r\n`;
  const caller = connect(Number(new URL(service.address).port), '127.0.0.1');
  for (const name of ['first', 'second', 'third']) {
    caller.write(`GET /front/tags/${name} HTTP/1.1\r\n${head}`);
  }
  await arrived.promise;
  caller.destroy();
  await Promise.all(ends);
  await counted(service, id).toEqual({ caller_left: 3 });
  const metrics = (await call(service, 'GET', '/metrics', { as: null })).text;
  expect(metrics).toContain('\nftc_gateway_calls_in_flight 0\n');
});

test('a caller who leaves while sending takes the call to Front along', async () => {
  const arrived = Promise.withResolvers<IncomingMessage>();
  const { service, id, value } = await beforeFront((request) => arrived.resolve(request));
  const request = httpRequest(`${service.address}/front/tags`, {
    method: 'POST',
    headers: { authorization: `Bearer ${value}`, 'content-length': 1_000 },
  });
  request.on('error', () => undefined);
  request.write('{"name":');
  const upstream = await arrived.promise;
  // The rest that is missing is an error there, which is as it should be.
  const gone = new Promise((resolve) => upstream.socket.once('close', resolve));
  request.destroy();
  await gone;
  await counted(service, id).toEqual({ caller_left: 1 });
});

const MANY = 64 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 'x');
/** What the kernel keeps of a connection, both ways, and a few pieces on their way. */
const HELD_AT_MOST = 24 * 1024 * 1024;

test.each([
  ['a file', 'application/octet-stream', null],
  ['JSON', 'application/json', '"'],
])('a slow reader of %s slows Front down: memory stays flat', async (_, type, quote) => {
  let sent = 0;
  const stuck = Promise.withResolvers<undefined>();
  const { service, value } = await beforeFront((_request, response) => {
    response.writeHead(200, { 'content-type': type });
    if (quote !== null) response.write(quote);
    const pour = (): void => {
      while (sent < MANY) {
        sent += PIECE.length;
        if (!response.write(PIECE)) {
          // Where it goes on, this is asked again.
          const waited = setTimeout(() => stuck.resolve(undefined), 1_000);
          response.once('drain', () => {
            clearTimeout(waited);
            pour();
          });
          return;
        }
      }
      stuck.resolve(undefined);
      response.end(quote ?? undefined);
    };
    pour();
  });
  const { response } = await begun(service, value);
  response.pause();
  await stuck.promise;
  expect(sent).toBeLessThan(HELD_AT_MOST);
  let received = 0;
  for await (const piece of response) received += (piece as Buffer).length;
  expect(received).toBe(MANY + (quote === null ? 0 : 2));
  expect(response.complete).toBe(true);
});

test('whoever asks and never reads holds no more than its part: other tokens are answered', async () => {
  const { service, id, value } = await beforeFront((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.write('x');
  });
  const held = await Promise.all(Array.from({ length: 128 }, () => begun(service, value)));
  const answer = await callGateway(service, value, '/tags');
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
  expect(answer.body.toString()).toContain('has 128 calls under way');
  const other = await anIssuedValue(service, ['tags:read']);
  const another = await begun(service, other.value);
  expect(another.response.statusCode).toBe(200);
  // One that ends makes room for one.
  held[0]?.response.destroy();
  await expect
    .poll(async () => {
      const again = await begun(service, value);
      if (again.response.statusCode === 200) held.push(again);
      return again.response.statusCode;
    })
    .toBe(200);
  for (const { response } of [...held, another]) response.destroy();
  await expect
    .poll(() => outcomes(service, id), { timeout: 20_000 })
    .toMatchObject({
      over_budget: expect.any(Number),
      caller_left: 129,
    });
});

test('a connection on which nothing moves is closed', async () => {
  const { service, id, value } = await beforeFront(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.write('x');
    },
    { stall: 500 },
  );
  const answer = await callGateway(service, value, '/tags');
  expect([answer.status, answer.whole]).toEqual([200, false]);
  await counted(service, id).toEqual({ caller_left: 1 });
});

test('a slow Front slows the sender down: an upload is not kept here', async () => {
  const arrived = Promise.withResolvers<[IncomingMessage, ServerResponse]>();
  const { service, value } = await beforeFront((request, response) => {
    request.pause();
    arrived.resolve([request, response]);
  });
  const request = httpRequest(`${service.address}/front/tags`, {
    method: 'POST',
    headers: { authorization: `Bearer ${value}`, 'content-length': MANY },
  });
  let sent = 0;
  const stuck = Promise.withResolvers<undefined>();
  const pour = (): void => {
    while (sent < MANY) {
      sent += PIECE.length;
      if (!request.write(PIECE)) {
        const waited = setTimeout(() => stuck.resolve(undefined), 1_000);
        request.once('drain', () => {
          clearTimeout(waited);
          pour();
        });
        return;
      }
    }
    stuck.resolve(undefined);
    request.end();
  };
  pour();
  const [upstream, response] = await arrived.promise;
  await stuck.promise;
  expect(sent).toBeLessThan(HELD_AT_MOST);
  let received = 0;
  for await (const piece of upstream) received += (piece as Buffer).length;
  expect(received).toBe(MANY);
  response.writeHead(204).end();
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(204);
});
