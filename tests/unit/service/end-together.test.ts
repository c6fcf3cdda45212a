import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endTogether } from '../../../service/gateway/end-together.ts';
import { FrontAddresses } from '../../../service/gateway/front-addresses.ts';
import { LinkedAnswer } from '../../../service/gateway/linked-answer.ts';

const waiting: ServerResponse[] = [];
const server = createServer((_request, response) => {
  waiting.push(response);
  server.emit('waiting');
});

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  waiting.length = 0;
});

/** @returns what each caller gets, and the answers that they wait for */
async function callers(count: number): Promise<[Promise<Response>[], ServerResponse[]]> {
  const { port } = server.address() as AddressInfo;
  const calls: Promise<Response>[] = [];
  while (calls.length < count) {
    const asked = once(server, 'waiting');
    calls.push(fetch(`http://127.0.0.1:${port}/`));
    await asked;
  }
  return [calls, waiting];
}

test('everybody gets the answer that was meant for them, whatever kind of body it has', async () => {
  const [calls, answers] = await callers(3);
  const bodies = ['ä', Buffer.from([0xff, 0x00]), null];
  for (const [index, response] of answers.entries()) {
    endTogether(response, () => {
      response.writeHead(200 + index);
      return bodies[index] ?? null;
    });
  }
  const received = await Promise.all(
    calls.map(async (call) => Buffer.from(await (await call).arrayBuffer())),
  );
  expect(received.map((body) => [...body])).toEqual([[0xe4], [0xff, 0x00], []]);
  expect(await Promise.all(calls.map(async (call) => (await call).status))).toEqual([
    200, 201, 202,
  ]);
});

test('an answer that is cut in the turn in which it got ready is not sent; those beside it are', async () => {
  const [calls, answers] = await callers(2);
  for (const response of answers) {
    endTogether(response, () => {
      response.writeHead(200);
      return 'a secret of Front';
    });
  }
  answers[0]?.destroy();
  await expect(calls[0]).rejects.toThrow('fetch failed');
  expect(await (await calls[1])?.text()).toBe('a secret of Front');
});

test('an answer whose head Node refuses to write is told of, and those beside it are sent', async () => {
  const [calls, answers] = await callers(2);
  const addresses = new FrontAddresses('http://127.0.0.1:9', 'http://127.0.0.1:4180/front');
  const heads = ['a line\nbreak', 'harmless'];
  for (const [index, response] of answers.entries()) {
    const headers = { 'content-length': '2', 'x-note': heads[index] ?? '' };
    const answer = new LinkedAnswer(addresses, response, 200, headers, () => {
      response.writeHead(502);
      response.end();
    });
    answer.write(Buffer.from('{}'));
    answer.end();
  }
  const received = await Promise.all(calls);
  expect(received.map(({ status }) => status)).toEqual([502, 200]);
  expect(await received[1]?.text()).toBe('{}');
});
