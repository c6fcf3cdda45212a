// @vitest-environment node
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../../contract/operations.ts';
import { coreOperations } from '../../front/core-operations.ts';
import { startFront, type FrontOptions, type FrontStandIn } from '../../front/start.ts';

const open: FrontStandIn[] = [];
afterEach(async () => {
  for (const front of open.splice(0)) await front.close();
});

async function aFront(options: FrontOptions = {}): Promise<FrontStandIn> {
  const front = await startFront(options);
  open.push(front);
  return front;
}

async function valueWith(front: FrontStandIn, ...scopes: string[]): Promise<string> {
  return (await front.createToken({ name: `holds ${scopes.join(' ')}`, scopes })).value;
}

interface Page {
  readonly _pagination: { readonly next: string | null };
  readonly _results: readonly { readonly id: string; readonly _links: { readonly self: string } }[];
}

function call(front: FrontStandIn, path: string, value?: string, init: RequestInit = {}) {
  const headers = value === undefined ? {} : { authorization: `Bearer ${value}` };
  return fetch(front.apiUrl + path, { ...init, headers, redirect: 'manual' });
}

describe('the stand-in’s Core API', () => {
  test('takes tokens as Front writes them: HS256, issuer front, scopes, no expiry', async () => {
    const value = await valueWith(await aFront(), 'tags:read');
    expect(decodeProtectedHeader(value)).toEqual({ typ: 'JWT', alg: 'HS256' });
    const payload = decodeJwt(value);
    expect(payload).toMatchObject({ iss: 'front', scopes: ['tags:read'] });
    expect(Object.keys(payload).sort()).toEqual(['iat', 'iss', 'jti', 'scopes', 'sub']);
    expect(value.split('.')[2]).toHaveLength(43);
  });

  test('names the company at /me to any token, and tells nobody else', async () => {
    const front = await aFront();
    const answer = await call(front, '/me', await valueWith(front, 'tags:read'));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      _links: { self: 'https://northwind.api.frontapp.com/me' },
      id: 'cmp_standin',
      name: 'Northwind Traders',
    });
    for (const value of [undefined, 'junk', await valueWith(await aFront(), 'tags:read')]) {
      const refused = await call(front, '/me', value);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ _error: { status: 401 } });
    }
  });

  test('refuses a call whose scope the token lacks, in Front’s error shape', async () => {
    const front = await aFront();
    const refused = await call(front, '/contacts', await valueWith(front, 'tags:read'));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toEqual({
      _error: { status: 403, title: 'Forbidden', message: 'Scope contacts:read is needed' },
    });
    const legacy = await call(front, '/contacts', await valueWith(front, 'shared:*'));
    expect(legacy.status).toBe(200);
  });

  test('answers 404 for an object or a path that it does not have', async () => {
    const front = await aFront();
    const value = await valueWith(front, 'contacts:read');
    for (const path of ['/contacts/crd_none', '/nowhere']) {
      const answer = await call(front, path, value);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ _error: { status: 404, title: 'Not found' } });
    }
  });

  test('walks through all pages, by absolute links on the company’s own host', async () => {
    const front = await aFront();
    const value = await valueWith(front, 'conversations:read');
    const ids: string[] = [];
    let next: string | null = 'https://northwind.api.frontapp.com/conversations?limit=50';
    while (next !== null) {
      const { origin, pathname, search }: URL = new URL(next);
      expect(origin).toBe('https://northwind.api.frontapp.com');
      const answer = await call(front, pathname + search, value);
      const page = (await answer.json()) as Page;
      ids.push(...page._results.map((item) => item.id));
      for (const item of page._results) {
        expect(item._links.self).toBe(
          `https://northwind.api.frontapp.com/conversations/${item.id}`,
        );
      }
      next = page._pagination.next;
    }
    expect(ids).toHaveLength(120);
    expect(new Set(ids).size).toBe(120);
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'page_token=x'])('refuses ?%s', async (query) => {
    const front = await aFront();
    const answer = await call(front, `/tags?${query}`, await valueWith(front, 'tags:read'));
    expect(answer.status).toBe(400);
  });

  test('counts the company’s requests, allows half as many in a burst, then says when to come back', async () => {
    const front = await aFront({ rateLimit: 4 });
    const value = await valueWith(front, 'tags:read');
    const other = await valueWith(front, 'contacts:read');
    const first = await call(front, '/tags', value);
    expect(first.headers.get('x-ratelimit-limit')).toBe('4');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('3');
    expect(first.headers.get('x-ratelimit-burst-limit')).toBe('2');
    expect(Number(first.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now());

    let refused = first;
    // Seven at most in one minute; twice as many, in case that the minute turns meanwhile.
    for (let i = 0; i < 14 && refused.status !== 429; i += 1) {
      refused = await call(front, i % 2 === 0 ? '/contacts' : '/tags', i % 2 === 0 ? other : value);
    }
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ _error: { title: 'Too many requests' } });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('gives a search 40 % of the limit, so that a refusal can come with requests left', async () => {
    const front = await aFront({ rateLimit: 10 });
    const value = await valueWith(front, 'conversations:read');
    let refused = await call(front, '/conversations/search/late', value);
    for (let i = 0; i < 9 && refused.status !== 429; i += 1) {
      refused = await call(front, '/conversations/search/late', value);
    }
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-front-tier')).toBe('search');
    expect(Number(refused.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
  });

  test('a deleted token is refused by the very next call', async () => {
    const front = await aFront();
    const token = await front.createToken({ name: 'short-lived', scopes: ['tags:read'] });
    expect((await call(front, '/tags', token.value)).status).toBe(200);
    front.deleteToken(token.id);
    expect((await call(front, '/tags', token.value)).status).toBe(401);
  });

  test('answers 301 for a merged conversation, 202 for a message, 204 for a link taken away', async () => {
    const front = await aFront();
    const value = await valueWith(
      front,
      'conversations:read',
      'conversations:write',
      'messages:send',
    );
    const merged = await call(front, '/conversations/cnv_merged', value);
    expect([merged.status, merged.headers.get('location')]).toEqual([
      301,
      'https://northwind.api.frontapp.com/conversations/cnv_0000',
    ]);
    const sent = await call(front, '/conversations/cnv_0000/messages', value, { method: 'POST' });
    expect(sent.status).toBe(202);
    const cut = await call(front, '/conversations/cnv_0000/tags', value, { method: 'DELETE' });
    expect(cut.status).toBe(204);
  });

  test('keeps what was called, and never a value', async () => {
    const front = await aFront();
    const value = await valueWith(front, 'tags:read');
    await call(front, '/tags?limit=1', value);
    expect(front.calls).toMatchObject([{ method: 'GET', path: '/tags?limit=1', status: 200 }]);
    expect(JSON.stringify(front.calls)).not.toContain(value);
  });

  test('asks for the scopes that Front’s own list of operations names', () => {
    const shape = (path: string): string => path.replaceAll(/\{\w+\}/g, '([^/]+)');
    const checked = coreOperations({ id: 'cmp_x', name: 'X', slug: 'x' }).flatMap((operation) => {
      const path = operation.path.source.replaceAll('\\/', '/').slice(1, -1);
      // One conversation that has its own answer; its call is the one of all the others.
      if (path.endsWith('cnv_merged')) return [];
      const row = OPERATIONS.find(
        (known) => known.method === operation.method && shape(known.path) === path,
      );
      return [[path, operation.scope, row?.scope] as const];
    });
    expect(checked.length).toBeGreaterThanOrEqual(12);
    for (const [path, ours, theirs] of checked) expect([path, ours]).toEqual([path, theirs]);
  });
});
