import type { ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import {
  brotliDecompressSync,
  constants,
  createZstdCompress,
  deflateRawSync,
  gunzipSync,
  gzipSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { anIssuedValue, callGateway, type RawAnswer } from './support/gateway-caller.ts';
import { startService, type TestService } from './support/start-service.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

const decode: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  identity: (body) => body,
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};
const CODINGS = Object.keys(decode);

describe('links of a list, against the stand-in for Front', () => {
  let front: FrontStandIn;
  let service: TestService;
  let value: string;
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    service = await startService('sqlite', { frontApiUrl: front.apiUrl });
    const behind = await front.createToken({ name: 'Behind', scopes: ['shared:*'] });
    const scopes = ['contacts:read', 'conversations:read'];
    ({ value } = await anIssuedValue(service, scopes, behind.value));
  });
  afterAll(async () => {
    await service.stop();
    await front.close();
  });

  test.each(CODINGS)(
    'whoever follows `next` to the end gets all pages through the gateway (%s)',
    async (coding) => {
      const direct = await fetch(`${front.apiUrl}/contacts?limit=100`, {
        headers: { authorization: `Bearer ${front.tokens[0]!.value}` },
      });
      const all = ((await direct.json()) as { _results: { id: string }[] })._results;
      const seen: string[] = [];
      let next: string | null = '/contacts?limit=7';
      for (let page = 0; next !== null; page += 1) {
        expect(page).toBeLessThan(30);
        const answer = await callGateway(service, value, next, {
          headers: { 'accept-encoding': coding },
        });
        expect(answer.headers['content-encoding'] ?? 'identity').toBe(coding);
        const text = decode[coding]!(answer.body).toString();
        expect(text).not.toContain('frontapp.com');
        const body = JSON.parse(text);
        for (const { id, _links } of body._results) {
          seen.push(id);
          const own = `${service.address}/front/contacts/${id}`;
          expect(_links).toEqual({ self: own, related: { events: `${own}/events` } });
        }
        const link: string | null = body._pagination.next;
        if (link !== null) expect(link.startsWith(`${service.address}/front/contacts?`)).toBe(true);
        next = link === null ? null : link.slice(`${service.address}/front`.length);
      }
      expect(seen).toEqual(all.map(({ id }) => id));
      expect(seen.length).toBeGreaterThan(20);
    },
  );

  test('the way to a conversation that was merged leads through the gateway, and is not followed', async () => {
    const before = front.calls.length;
    const answer = await callGateway(service, value, '/conversations/cnv_merged');
    expect(answer.status).toBe(301);
    const location = answer.headers.location ?? '';
    expect(location.startsWith(`${service.address}/front/conversations/cnv_`)).toBe(true);
    expect(front.calls.length).toBe(before + 1);
    const there = await callGateway(
      service,
      value,
      location.slice(`${service.address}/front`.length),
    );
    expect(there.status).toBe(200);
  });
});

const ADDRESS = 'https://acme.api.frontapp.com/tags';
const PAGE = JSON.stringify({
  _links: { self: ADDRESS },
  _results: [{ body: `look at ${ADDRESS}`, name: 'Grüße €' }],
});

describe('answers of other kinds', () => {
  let upstream: Upstream;
  let service: TestService;
  let value: string;
  let answerWith: (response: ServerResponse) => void;
  let asked: string[];
  beforeAll(async () => {
    upstream = await startUpstream((request, response) => {
      asked.push(request.url ?? '');
      answerWith(response);
    });
    service = await startService('sqlite', { frontApiUrl: upstream.url });
    ({ value } = await anIssuedValue(service, ['tags:read']));
  });
  afterAll(async () => {
    await service.stop();
    await upstream.close();
  });
  const answerTo = (answer: typeof answerWith, headers = {}): Promise<RawAnswer> => {
    asked = [];
    answerWith = answer;
    return callGateway(service, value, '/tags', { headers });
  };
  const told = () => PAGE.replace(ADDRESS, `${service.address}/front/tags`);
  const json = { 'content-type': 'application/json; charset=utf-8' };

  test('one with a length is told with its new length, and keeps everything else', async () => {
    const answer = await answerTo((response) =>
      response
        .writeHead(200, { ...json, 'content-length': Buffer.byteLength(PAGE), 'x-other': 'kept' })
        .end(PAGE),
    );
    expect(answer.body.toString()).toBe(told());
    expect(answer.headers).toMatchObject({
      'content-length': String(Buffer.byteLength(told())),
      'content-type': json['content-type'],
      'x-other': 'kept',
    });
  });

  test('one in chunks, cut anywhere, is rewritten as it streams by', async () => {
    const answer = await answerTo((response) => {
      response.writeHead(200, json);
      const bytes = Buffer.from(PAGE);
      const step = (at: number): void => {
        if (at >= bytes.length) response.end();
        else response.write(bytes.subarray(at, at + 9), () => setImmediate(step, at + 9));
      };
      step(0);
    });
    expect(answer.body.toString()).toBe(told());
    expect(answer.headers['transfer-encoding']).toBe('chunked');
    expect(answer.headers['content-length']).toBeUndefined();
  });

  test('one of a megabyte that comes with its length comes whole, and without that length', async () => {
    const text = JSON.stringify({ _results: Array(8_000).fill(JSON.parse(PAGE)) });
    const answer = await answerTo((response) =>
      response.writeHead(200, { ...json, 'content-length': Buffer.byteLength(text) }).end(text),
    );
    expect(answer.whole).toBe(true);
    expect(answer.body.toString()).toBe(text.replaceAll(PAGE, told()));
  });

  test('an error of Front’s, and JSON of a kind of its own, are JSON too', async () => {
    for (const [status, type] of [
      [404, 'application/json'],
      [200, 'application/hal+json'],
      [200, 'Application/JSON;charset=UTF-8'],
    ] as const) {
      const answer = await answerTo((response) =>
        response.writeHead(status, { 'content-type': type }).end(PAGE),
      );
      expect([answer.status, answer.body.toString()]).toEqual([status, told()]);
    }
  });

  test.each([
    'text/html',
    'application/octet-stream',
    'application/jsonp',
    'text/plain',
    undefined,
  ])('a body of type %s is never looked into and passes byte for byte', async (type) => {
    const facts = { etag: '"abc"', 'content-md5': 'x', 'accept-ranges': 'bytes' };
    const answer = await answerTo((response) =>
      response
        .writeHead(200, { ...facts, ...(type === undefined ? {} : { 'content-type': type }) })
        .end(PAGE),
    );
    expect(answer.body.toString()).toBe(PAGE);
    expect(answer.headers).toMatchObject(facts);
  });

  test('a body in a coding that we don’t know passes byte for byte', async () => {
    const answer = await answerTo((response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'gzip, br' }).end(PAGE),
    );
    expect(answer.body.toString()).toBe(PAGE);
    expect(answer.headers['content-encoding']).toBe('gzip, br');
  });

  test('deflate without its wrapper is read too, and told with it', async () => {
    const answer = await answerTo((response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'deflate' }).end(deflateRawSync(PAGE)),
    );
    expect(inflateSync(answer.body).toString()).toBe(told());
  });

  test('a compressed answer of nothing is well-formed', async () => {
    const answer = await answerTo((response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'gzip', 'content-length': 0 }).end(),
    );
    expect([answer.status, answer.whole, answer.body.length]).toEqual([200, true, 0]);
  });

  test.each([
    ['cut short', gzipSync(PAGE.repeat(50)).subarray(0, 60)],
    ['no gzip at all', Buffer.from(PAGE)],
  ])(
    'a compressed answer that is %s breaks the connection: half an answer is none',
    async (_, body) => {
      const broken = await answerTo((response) =>
        response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(body),
      ).then(
        ({ whole }) => !whole,
        () => true,
      );
      expect(broken).toBe(true);
    },
  );

  test.each([
    ['of 8 MB is opened', 23, true],
    ['attack: of 16 MB, more than the web allows, is not', 24, false],
  ])('a window of Zstandard %s', async (_, windowLog, opens) => {
    // Its length is not told to the encoder, so that the frame names the window and not the length.
    const encoder = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: windowLog } });
    encoder.write(PAGE);
    encoder.end();
    const body = await buffer(encoder);
    const answer = await answerTo((response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'zstd' }).end(body),
    ).then(
      ({ whole, body: got }) => (whole ? zstdDecompressSync(got).toString() : null),
      () => null,
    );
    expect(answer).toBe(opens ? told() : null);
  });

  test('what headers say of the bytes goes with the bytes; a validator becomes a weak one', async () => {
    const answer = await answerTo((response) =>
      response
        .writeHead(200, {
          ...json,
          etag: '"abc"',
          digest: 'sha-256=x',
          'content-digest': 'sha-256=:x:',
          'repr-digest': 'sha-256=:x:',
          'content-md5': 'x',
          'accept-ranges': 'bytes',
        })
        .end(PAGE),
    );
    expect(answer.headers.etag).toBe('W/"abc"');
    for (const name of [
      'digest',
      'content-digest',
      'repr-digest',
      'content-md5',
      'accept-ranges',
    ]) {
      expect(answer.headers[name]).toBeUndefined();
    }
  });

  test('204, 205, 206 and 304 stay well-formed, and a 304 names the validator that the 200 had', async () => {
    for (const status of [204, 205, 304]) {
      const answer = await answerTo((response) =>
        response.writeHead(status, { ...json, etag: '"abc"' }).end(),
      );
      expect([answer.status, answer.whole, answer.body.length]).toEqual([status, true, 0]);
      expect(answer.headers.etag).toBe('W/"abc"');
    }
    const part = PAGE.slice(3, 40);
    const answer = await answerTo(
      (response) =>
        response
          .writeHead(206, {
            ...json,
            'content-range': `bytes 3-39/${PAGE.length}`,
            'content-length': part.length,
          })
          .end(part),
      { range: 'bytes=3-39' },
    );
    expect([answer.status, answer.body.toString()]).toEqual([206, part]);
    expect(answer.headers['content-range']).toBe(`bytes 3-39/${PAGE.length}`);
  });

  test('HEAD is no operation: its refusal is well-formed and has no body', async () => {
    asked = [];
    const answer = await callGateway(service, value, '/tags', { method: 'HEAD' });
    expect([answer.status, answer.whole, answer.body.length]).toEqual([403, true, 0]);
    expect(asked).toEqual([]);
  });
});
