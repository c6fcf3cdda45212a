import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Dispatcher } from 'undici';
import { forward, type Front } from '../../../service/gateway/forward.ts';
import { FrontAddresses } from '../../../service/gateway/front-addresses.ts';
import { HeadDeadlines } from '../../../service/gateway/head-deadlines.ts';

const server = createServer();
let agent: Agent;

beforeEach(async () => {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
});

/** A way to Front on which calls wait for a connection until the test gives them one. */
function aCrowdedWay(patienceMs: number) {
  const waiting: Dispatcher.DispatchHandler[] = [];
  const dispatcher = {
    dispatch: (_options: unknown, handler: Dispatcher.DispatchHandler) => waiting.push(handler) > 0,
  };
  const front: Front = {
    dispatcher: dispatcher as unknown as Dispatcher,
    addresses: new FrontAddresses('https://api2.frontapp.com', 'https://gateway.example/front'),
    deadlines: new HeadDeadlines(patienceMs),
  };
  return { front, waiting };
}

/** A caller, and what the service has of it. All come over one connection while it lasts. */
async function aCaller() {
  const asked = once(server, 'request');
  const { port } = server.address() as AddressInfo;
  const call = httpRequest({ host: '127.0.0.1', port, agent });
  call.end();
  const answer = once(call, 'response').then(async ([incoming]: IncomingMessage[]) => {
    await once(incoming?.resume() as IncomingMessage, 'end');
    return { status: incoming?.statusCode };
  });
  const [request, response] = (await asked) as [IncomingMessage, ServerResponse];
  return { answer, leave: () => call.destroy(), request, response };
}

function anObserver() {
  return { onStatus: vi.fn(), onEnd: vi.fn(), onClose: vi.fn() };
}

test('a call that waits for a connection for too long is a 504, and never reaches Front', async () => {
  const { front, waiting } = aCrowdedWay(50);
  const { answer, request, response } = await aCaller();
  const observer = anObserver();
  forward(front, request, response, { path: '/tags', headers: [] }, observer);
  expect((await answer).status).toBe(504);

  const abort = vi.fn();
  const controller = { abort } as unknown as Dispatcher.DispatchController;
  waiting[0]?.onRequestStart?.(controller, null);
  expect(abort).toHaveBeenCalledOnce();
  // As undici tells of it.
  waiting[0]?.onResponseError?.(controller, new Error('aborted'));
  expect(observer.onEnd.mock.calls).toEqual([[{ kind: 'front_slow' }]]);
  expect(observer.onStatus).not.toHaveBeenCalled();
});

test('a caller who leaves while the call waits for a connection ends it, before it is too late', async () => {
  const { front, waiting } = aCrowdedWay(60_000);
  const { answer, leave, request, response } = await aCaller();
  const observer = anObserver();
  forward(front, request, response, { path: '/tags', headers: [] }, observer);
  const closed = once(response, 'close');
  leave();
  await Promise.allSettled([answer, closed]);

  const abort = vi.fn();
  waiting[0]?.onRequestStart?.({ abort } as unknown as Dispatcher.DispatchController, null);
  expect(abort).toHaveBeenCalledOnce();
  expect(observer.onEnd.mock.calls).toEqual([[{ kind: 'caller_left' }]]);
});

test('a call that Front does not answer in time is cut there, and leaves the caller’s connection open', async () => {
  const { front, waiting } = aCrowdedWay(50);
  const { answer, request, response } = await aCaller();
  const observer = anObserver();
  forward(front, request, response, { path: '/tags', headers: [] }, observer);
  const abort = vi.fn((reason: Error) => waiting[0]?.onResponseError?.(controller, reason));
  const controller = { abort } as unknown as Dispatcher.DispatchController;
  waiting[0]?.onRequestStart?.(controller, null);

  expect(await answer).toMatchObject({ status: 504 });
  expect(abort).toHaveBeenCalledOnce();
  expect(observer.onEnd.mock.calls).toEqual([[{ kind: 'front_slow' }]]);
  const next = await aCaller();
  expect(next.request.socket).toBe(request.socket);
  next.response.end();
  await next.answer;
});
