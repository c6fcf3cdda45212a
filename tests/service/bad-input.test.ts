import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ERRORS } from '../../contract/errors.ts';
import { ROUTES, type Route, type RouteName } from '../../contract/routes.ts';
import { BAD_FRONT, BAD_ISSUED, BAD_NOTES, long, many } from './support/bad-bodies.ts';
import { DATABASES } from './support/database.ts';
import { call, created, deleted, type Answer } from './support/http.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { ROUTE_CALLS } from './support/route-calls.ts';
import { rowCounts } from './support/row-counts.ts';
import { startService, type TestService } from './support/start-service.ts';

const ROUTE_NAMES = Object.keys(ROUTES) as RouteName[];
const routeOf = (name: RouteName): Route => ROUTES[name];
const WITH_BODY = ROUTE_NAMES.filter((name) => routeOf(name).body !== undefined);
const WITH_QUERY = ROUTE_NAMES.filter((name) => routeOf(name).query !== undefined);
const WITH_CURSOR = ROUTE_NAMES.filter((name) => routeOf(name).errors.includes('bad_cursor'));
const OF_TOKEN = ROUTE_NAMES.filter((name) => routeOf(name).path.startsWith('/v1/tokens/{id}'));
const OF_LIVE_TOKEN = OF_TOKEN.filter((name) => routeOf(name).errors.includes('token_deleted'));
const OF_OTHERS = ROUTE_NAMES.filter(
  (name) =>
    routeOf(name).params !== undefined &&
    !OF_TOKEN.includes(name) &&
    // A tag is named by its text: its own tests hold what is said of unknown ones.
    !routeOf(name).path.startsWith('/v1/tags/'),
);
const WITH_IF_MATCH = ROUTE_NAMES.filter((name) => routeOf(name).headers?.includes('If-Match'));

describe.each(DATABASES)('bad input on %s', (kind) => {
  let service: TestService;
  let live: string;
  let gone: string;
  /** Whose history is listed. */
  let listed: string;
  let before: Record<string, number>;
  beforeAll(async () => {
    service = await startService(kind);
    live = (await created(service, anIssued({ name: 'Standing token – tests' }))).id;
    gone = (await created(service, anIssued())).id;
    listed = (await created(service, anIssued())).id;
    await deleted(service, gone);
  });
  beforeEach(async () => {
    before = await rowCounts(service.store);
  });
  afterAll(() => service.stop());

  const expectRefusal = async (
    answer: Answer,
    code: keyof typeof ERRORS,
    field?: string,
  ): Promise<void> => {
    expect(answer.text).toContain(`"${code}"`);
    expect(answer.status).toBe(ERRORS[code].status);
    expect(answer.body.error.code).toBe(code);
    expect(answer.body.error.message).toMatch(/\w/);
    if (field !== undefined) {
      expect(answer.body.error.details.fields.map((p: { field: string }) => p.field)).toContain(
        field,
      );
    }
    expect(await rowCounts(service.store)).toEqual(before);
  };
  const made = async (name: RouteName, tokenId = live) =>
    ROUTE_CALLS[name]({ service, tokenId, callerId: 'acc_0000000000000000' });
  const bodyOf = async (name: RouteName): Promise<object> =>
    name === 'updateToken' ? { tags: [] } : ((await made(name)).body ?? {});
  const send = async (name: RouteName, options: Parameters<typeof call>[3], id?: string) =>
    call(service, routeOf(name).method, (await made(name, id)).path, {
      ...options,
      headers: { 'if-match': '"1"', ...options?.headers },
    });

  const listPath = (name: RouteName): string => routeOf(name).path.replace('{id}', listed);

  test.each(BAD_NOTES)('POST and PATCH refuse %s', async (_what, fields, code, field) => {
    const patched = await send('updateToken', { body: fields });
    await expectRefusal(patched, code as keyof typeof ERRORS, field);
    const posted = await send('createToken', { body: { ...anIssued(), ...fields } });
    await expectRefusal(posted, code as keyof typeof ERRORS, field);
  });

  test.each(BAD_ISSUED)(
    'an issued token is refused with %s',
    async (_what, fields, code, field) => {
      const answer = await send('createToken', { body: { ...anIssued(), ...fields } });
      await expectRefusal(answer, code as keyof typeof ERRORS, field);
    },
  );

  test.each(BAD_FRONT)('a Front token is refused with %s', async (_what, fields, code, field) => {
    const answer = await send('createToken', { body: { ...aFront(), ...fields } });
    await expectRefusal(answer, code as keyof typeof ERRORS, field);
  });

  test.each(['name', 'purpose', 'owner', 'environment', 'tags', 'usedIn'])(
    'a token’s value pasted into %s is refused, and not repeated in the answer',
    async (field) => {
      for (const value of [aFrontValue(), await valueOf(service, live)]) {
        const wrapped =
          field === 'tags' ? [value] : field === 'usedIn' ? [{ label: `see ${value}` }] : value;
        before = await rowCounts(service.store);
        const answer = await send('createToken', { body: { ...aFront(), [field]: wrapped } });
        expect(answer.status).toBe(422);
        expect(answer.text).not.toContain(value);
        expect(await rowCounts(service.store)).toEqual(before);
      }
    },
  );

  test('limits count what is kept: the longest allowed texts go through', async () => {
    const answer = await send('createToken', {
      body: anIssued({
        name: `  ${long(120)}  `,
        purpose: long(10_000),
        tags: many(20, (i) => String(i).padStart(40, 'x')),
      }),
    });
    expect(answer.status).toBe(201);
  });

  test.each(WITH_BODY)('%s refuses what is not JSON', async (name) => {
    await expectRefusal(await send(name, { rawBody: '{"a":' }), 'bad_json');
    await expectRefusal(await send(name, { rawBody: '' }), 'bad_json');
    await expectRefusal(
      await send(name, { rawBody: new Uint8Array([0x22, 0xff, 0x22]) }),
      'bad_json',
    );
  });

  test.each(WITH_BODY)('%s refuses a body that is no object', async (name) => {
    for (const body of [null, [], 'text', 7, true]) {
      const answer = await send(name, { rawBody: JSON.stringify(body) });
      expect(answer.status).toBe(422);
      expect(['wrong_type', 'missing_field', 'invalid_value']).toContain(answer.body.error.code);
    }
    expect(await rowCounts(service.store)).toEqual(before);
  });

  test.each(WITH_BODY)('%s refuses a body of 1 MB', async (name) => {
    const body = JSON.stringify({ ...(await bodyOf(name)), purpose: long(1_000_000) });
    await expectRefusal(await send(name, { rawBody: body }), 'body_too_large');
  });

  test.each(WITH_BODY)('%s refuses a body of 1 MB without a length', async (name) => {
    const chunk = new TextEncoder().encode(long(64 * 1024));
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 16; i++) controller.enqueue(chunk);
        controller.close();
      },
    });
    const response = await fetch(service.address + (await made(name)).path, {
      method: routeOf(name).method,
      body: stream,
      duplex: 'half',
      headers: {
        authorization: `Bearer ${service.admin}`,
        'content-type': 'application/json',
        'if-match': '"1"',
      },
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  test.each(WITH_BODY)('%s refuses other content types', async (name) => {
    const rawBody = JSON.stringify(await bodyOf(name));
    for (const contentType of ['text/plain', 'application/x-www-form-urlencoded', null]) {
      const body = contentType === null ? new TextEncoder().encode(rawBody) : rawBody;
      await expectRefusal(await send(name, { rawBody: body, contentType }), 'not_json');
    }
  });

  test('JSON nested a hundred thousand deep is refused', async () => {
    const answer = await send('createToken', { rawBody: '['.repeat(100_000) });
    await expectRefusal(answer, 'bad_json');
  });

  test.each(WITH_IF_MATCH)('%s needs If-Match', async (name) => {
    const { path } = await made(name);
    const options = routeOf(name).body === undefined ? {} : { body: await bodyOf(name) };
    const none = await call(service, routeOf(name).method, path, options);
    await expectRefusal(none, 'if_match_required');
    const stale = await send(name, { ...options, headers: { 'if-match': '"77"' } });
    await expectRefusal(stale, 'stale_version');
    const weak = await send(name, { ...options, headers: { 'if-match': 'W/"1"' } });
    await expectRefusal(weak, 'stale_version');
    const junk = await send(name, { ...options, headers: { 'if-match': 'one' } });
    await expectRefusal(junk, 'bad_header', 'If-Match');
  });

  test.each(OF_TOKEN)('%s does not know a token that was never there', async (name) => {
    const options = routeOf(name).body === undefined ? {} : { body: await bodyOf(name) };
    const { path } = await made(name);
    for (const id of ['tok_0000000000000000', 'tok_x', 'a%00b', '%ff', `tok_${long(500)}`]) {
      const answer = await call(service, routeOf(name).method, path.replace(live, id), {
        ...options,
        headers: { 'if-match': '"1"' },
      });
      await expectRefusal(answer, 'not_found');
    }
  });

  test.each(OF_OTHERS)('%s does not know an id that was never given out', async (name) => {
    const options = routeOf(name).body === undefined ? {} : { body: await bodyOf(name) };
    const { path } = await made(name);
    const last = /(mem|ses|psk|inv|req|viw)_[0-9A-Za-z]{16}(?!.*_[0-9A-Za-z]{16})/;
    for (const id of ['$1_0000000000000000', '$1_x', 'a%00b', '%ff', `$1_${long(500)}`]) {
      const answer = await call(service, routeOf(name).method, path.replace(last, id), options);
      await expectRefusal(answer, 'not_found');
    }
  });

  test.each(OF_LIVE_TOKEN)('%s of a deleted token is refused', async (name) => {
    const options = routeOf(name).body === undefined ? {} : { body: await bodyOf(name) };
    await expectRefusal(await send(name, options, gone), 'token_deleted');
  });

  test('the tombstone of a deleted token can be read', async () => {
    expect((await send('getToken', {}, gone)).body.status).toBe('deleted');
  });

  test('a name that stands is not given twice, whatever its case and spaces', async () => {
    const name = ' STANDING  token – tests';
    await expectRefusal(
      await send('createToken', { body: anIssued({ name }) }),
      'name_taken',
      'name',
    );
    const other = await created(service, anIssued());
    before = await rowCounts(service.store);
    await expectRefusal(
      await send('updateToken', { body: { name } }, other.id),
      'name_taken',
      'name',
    );
  });

  test.each(['', ' ', 'a b', long(201), 'schlüssel'])(
    'an Idempotency-Key of “%s” is refused',
    async (key) => {
      const answer = await send('createToken', {
        body: anIssued(),
        headers: { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') },
      });
      await expectRefusal(answer, 'bad_header', 'Idempotency-Key');
    },
  );

  test.each(WITH_QUERY)('%s refuses a parameter that it does not know', async (name) => {
    const path = routeOf(name).path.replace('{id}', 'tok_0000000000000001');
    const answer = await call(service, 'GET', `${path}?surprise=1`);
    await expectRefusal(answer, 'bad_query', 'surprise');
  });

  test.each(WITH_CURSOR)('%s refuses bad queries and names the parameter', async (name) => {
    const rows: [string, string][] = [
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=-1', 'limit'],
      ['limit=ten', 'limit'],
      ['limit=1e2', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['surprise=1', 'surprise'],
      ['__proto__=1', '__proto__'],
      ['cursor=', 'cursor'],
    ];
    const own: [string, string][] =
      name === 'listTokens'
        ? [
            ['sort=colour', 'sort'],
            ['kind=borrowed', 'kind'],
            ['status=lost', 'status'],
            [`q=${long(201)}`, 'q'],
            [`tag=${long(41)}`, 'tag'],
            [`owner=${long(121)}`, 'owner'],
            ['q=%00', 'q'],
            ['tag=%00', 'tag'],
            ['owner=%00', 'owner'],
          ]
        : name === 'listHistory'
          ? [['field=hint', 'field']]
          : [
              ['token=%00', 'token'],
              ['actor=%00', 'actor'],
              ['action=%00', 'action'],
            ];
    for (const [query, field] of [...rows, ...own]) {
      const answer = await call(service, 'GET', `${listPath(name)}?${query}`);
      await expectRefusal(answer, 'bad_query', field);
    }
  });

  test.each(WITH_CURSOR)('%s refuses a cursor that it did not give out', async (name) => {
    const forged = (parts: unknown): string =>
      Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const cursor of ['x', forged({}), forged([1, 2, 3]), forged(['a', 'b', 'c']), '%00']) {
      const answer = await call(service, 'GET', `${listPath(name)}?cursor=${cursor}`);
      await expectRefusal(answer, 'bad_cursor', 'cursor');
    }
  });

  test.each(WITH_CURSOR)('%s never fails on a cursor whose inside was changed', async (name) => {
    await created(service, anIssued());
    for (const owner of ['One', 'Two']) {
      await call(service, 'PATCH', `/v1/tokens/${listed}`, {
        body: { owner },
        headers: { 'if-match': '*' },
      });
    }
    const path = `${listPath(name)}?limit=1`;
    const first = await call(service, 'GET', path);
    const inside = JSON.parse(
      Buffer.from(first.body.nextCursor as string, 'base64url').toString(),
    ) as string[];
    for (const [at, text] of [
      [1, 'a\u0000b'],
      [2, 'x'],
      [2, '\u0000'],
      [2, '9'.repeat(40)],
      [2, '-1'],
    ] as const) {
      const changed = inside.with(at, text);
      const cursor = Buffer.from(JSON.stringify(changed)).toString('base64url');
      const answer = await call(service, 'GET', `${path}&cursor=${cursor}`);
      expect(answer.status, `${answer.text} for ${text}`).toBeLessThan(500);
    }
  });

  test.each(['/', '/v1', '/v1/', '/v1/tokens/', '/v2/tokens', '/v1/tokens/a/b/c', '/%', '/%00'])(
    'there is nothing at %s',
    async (path) => {
      const answer = await call(service, 'GET', path);
      expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found']);
    },
  );

  test('no body, however made, brings the service down', async () => {
    const junk = fc.jsonValue({ maxDepth: 4 });
    const keys = ['kind', 'name', 'scopes', 'tags', 'usedIn', 'value', 'via', 'expiresAt'] as const;
    const nearly = fc.record(
      {
        ...Object.fromEntries(keys.map((key) => [key, junk])),
        kind: fc.constantFrom('issued', 'front', 'x'),
        name: fc.string({ unit: 'binary' }),
        purpose: fc.string({ unit: 'binary', maxLength: 300 }),
        scopes: fc.oneof(fc.constant(['tags:read']), fc.array(fc.string({ unit: 'binary' }))),
        tags: fc.oneof(fc.array(fc.string({ unit: 'binary', maxLength: 12 })), junk),
        backedBy: fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null)),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WITH_BODY),
        fc.oneof({ weight: 1, arbitrary: junk }, { weight: 3, arbitrary: nearly }),
        async (name, body) => {
          const answer = await send(name, { rawBody: JSON.stringify(body) });
          expect(answer.status, answer.text).toBeLessThan(500);
        },
      ),
      { numRuns: 250 },
    );
  });

  test('no query, however made, brings the service down', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WITH_QUERY),
        fc.dictionary(
          fc.constantFrom('q', 'tag', 'owner', 'cursor', 'token', 'actor', 'action', 'sort'),
          fc.string({ unit: 'binary', maxLength: 50 }),
        ),
        async (name, query) => {
          const search = new URLSearchParams(query).toString();
          const answer = await call(service, 'GET', `${routeOf(name).path}?${search}`);
          expect(answer.status, answer.text).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
  });
});

async function valueOf(service: TestService, id: string): Promise<string> {
  const answer = await call(service, 'POST', `/v1/tokens/${id}/reveal`, { body: { via: 'copy' } });
  return answer.body.value as string;
}
