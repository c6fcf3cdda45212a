import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { beforeBytes, beforeFront, counted, expectFrontError } from './support/before-front.ts';
import { callGateway } from './support/gateway-caller.ts';

test('a Front that takes the call and never answers is a 504, and is not waited for any more', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const { service, id, value } = await beforeBytes(
    (socket) => void (closed = once(socket, 'close')),
    { front: 300 },
  );
  expectFrontError(await callGateway(service, value, '/tags'), 504, 'Gateway timeout');
  await closed;
  await counted(service, id).toEqual({ front_slow: 1 });
});

test('a Front that takes a whole body and never answers is a 504 as well', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const { service, id, value } = await beforeBytes(
    (socket) => void (closed = once(socket, 'close')),
    { front: 300 },
  );
  const body = '{"name":"a"}';
  const headers = { 'content-type': 'application/json' };
  const answer = await callGateway(service, value, '/tags', { method: 'POST', headers, body });
  expectFrontError(answer, 504, 'Gateway timeout');
  await closed;
  await counted(service, id).toEqual({ front_slow: 1 });
});

test('a body that takes longer than Front may take is not cut: its time begins with the last piece', async () => {
  const { service, id, value } = await beforeFront(
    (request, response) => {
      request.resume().once('end', () => response.writeHead(201).end());
    },
    { front: 1_500 },
  );
  const request = httpRequest(`${service.address}/front/tags`, {
    method: 'POST',
    headers: { authorization: `Bearer ${value}`, 'content-length': 8 },
  });
  const answered = once(request, 'response');
  for (let piece = 0; piece < 8; piece++) {
    request.write('x');
    await delay(400);
  }
  request.end();
  const [response] = (await answered) as [IncomingMessage];
  expect(response.resume().statusCode).toBe(201);
  await counted(service, id).toEqual({ 201: 1 });
});

test('an answer whose head came in time may take longer than Front may', async () => {
  const { service, id, value } = await beforeFront(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).write('a,');
      setTimeout(() => response.end('b'), 900);
    },
    { front: 300 },
  );
  const { status, body, whole } = await callGateway(service, value, '/tags');
  expect([status, body.toString(), whole]).toEqual([200, 'a,b', true]);
  await counted(service, id).toEqual({ 200: 1 });
});

test('what Front says before its answer (RFC 9110 §15.2) does not stand for one', async () => {
  const { service, id, value } = await beforeBytes(
    (socket) => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
    { front: 300 },
  );
  expectFrontError(await callGateway(service, value, '/tags'), 504, 'Gateway timeout');
  await counted(service, id).toEqual({ front_slow: 1 });
});
