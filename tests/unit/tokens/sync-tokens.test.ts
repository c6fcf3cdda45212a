import { describe, expect, it, vi } from 'vitest';
import type { Me } from '../../../contract/member.ts';
import type { Token } from '../../../contract/token.ts';
import { readCachedToken, readStart, readSync } from '../../../utils/cache/token-cache.ts';
import { onNews, type News } from '../../../utils/messaging/news.ts';
import { withDb } from '../../../utils/cache/companion-db.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();

function at(seconds: number): string {
  return new Date(Date.parse('2026-11-24T08:00:00.000Z') + seconds * 1_000).toISOString();
}

function serve(...tokens: Token[]): void {
  for (const token of tokens) companion.service.tokens.set(token.id, token);
}

function listQueries(): URLSearchParams[] {
  return companion.service.seen
    .filter(({ method, url }) => method === 'GET' && url.startsWith('/v1/tokens?'))
    .map(({ url }) => new URL(url, companion.service.address).searchParams);
}

async function newsDuring(work: () => Promise<unknown>): Promise<News['kind'][]> {
  const kinds: News['kind'][] = [];
  const listening = new AbortController();
  onNews(({ kind }) => kinds.push(kind), listening.signal);
  await work();
  // News travels by a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  listening.abort();
  return kinds;
}

describe('a sync', () => {
  it('reads all pages the first time, deleted tokens too', async () => {
    serve(...Array.from({ length: 450 }, (_, i) => aToken({ updatedAt: at(i) })));
    serve(aToken({ status: 'deleted', updatedAt: at(500) }));
    await companion.signIn();
    expect((await readSync())?.count).toBe(451);
    expect(listQueries()[0]?.toString()).toBe('sort=updatedAt&status=all&limit=200');
  });

  it('then reads only what changed', async () => {
    serve(...Array.from({ length: 450 }, (_, i) => aToken({ updatedAt: at(i * 60) })));
    await companion.signIn();
    const before = listQueries().length;
    const [first] = companion.service.tokens.values();
    serve({ ...first!, purpose: 'New', version: 2, updatedAt: at(100_000) });
    expect(await companion.get('tokens.refresh', null)).toEqual({ changed: true });
    expect(listQueries().length - before).toBe(1);
    expect((await readCachedToken(first!.id))?.purpose).toBe('New');
  });

  it('misses no change that has the same stamp as the last one seen', async () => {
    serve(aToken({ name: 'A', updatedAt: at(7) }));
    await companion.signIn();
    serve(aToken({ name: 'B', updatedAt: at(7) }));
    expect(await companion.get('tokens.refresh', null)).toEqual({ changed: true });
  });

  it('misses no change of a replica whose clock is a little behind', async () => {
    serve(aToken({ updatedAt: at(7) }));
    await companion.signIn();
    serve(aToken({ updatedAt: at(4) }));
    expect(await companion.get('tokens.refresh', null)).toEqual({ changed: true });
  });

  it('misses no token that moves from a page unread to a page read while it reads', async () => {
    serve(...Array.from({ length: 250 }, (_, i) => aToken({ updatedAt: at(i) })));
    const moving = [...companion.service.tokens.values()][10]!;
    companion.service.override = ({ url }) => {
      if (url.includes('cursor=')) {
        serve({ ...moving, purpose: 'Moved', version: 2, updatedAt: at(9_000) });
      }
      return null;
    };
    await companion.signIn();
    expect((await readCachedToken(moving.id))?.purpose).toBe('Moved');
    expect((await readSync())?.count).toBe(250);
  });

  it('reads everything again after ten minutes, and so learns of last uses', async () => {
    const token = aToken();
    serve(token);
    await companion.signIn();
    serve({ ...token, callCount: 7, lastUsedAt: at(1) });
    expect(await companion.get('tokens.refresh', null)).toEqual({ changed: true });
    serve({ ...token, callCount: 8, lastUsedAt: at(2) }, aToken({ updatedAt: at(9) }));
    await ageLastSync();
    await companion.get('tokens.refresh', null);
    expect((await readCachedToken(token.id))?.callCount).toBe(8);
  });

  it('learns with it that the person is no admin any more', async () => {
    await companion.signIn();
    companion.service.me = { ...ADA, role: 'member' };
    await ageLastSync();
    const news = await newsDuring(() => companion.get('tokens.refresh', null));
    expect(news).toContain('session');
    expect(await companion.get('session.get', null)).toMatchObject({ me: { role: 'member' } });
  });

  it('is one, however many pages ask at once', async () => {
    await companion.signIn();
    await ageLastSync();
    const before = listQueries().length;
    await Promise.all([1, 2, 3].map(() => companion.get('tokens.refresh', null)));
    expect(listQueries().length - before).toBe(1);
  });

  it('is news only when something changed', async () => {
    serve(aToken());
    await companion.signIn();
    expect(await newsDuring(() => companion.get('tokens.refresh', null))).toEqual([]);
    serve(aToken());
    expect(await newsDuring(() => companion.get('tokens.refresh', null))).toEqual(['tokens']);
  });

  it('leaves the cache whole when it breaks off half-way', async () => {
    serve(aToken({ name: 'Old' }));
    await companion.signIn();
    await ageLastSync();
    serve(...Array.from({ length: 250 }, (_, i) => aToken({ updatedAt: at(i) })));
    companion.service.override = ({ url }) => (url.includes('cursor=') ? 'hang_up' : null);
    expect(await companion.send('tokens.refresh', null)).toMatchObject({
      failure: { code: 'unreachable' },
    });
    expect((await readStart(10)).first.map(({ token }) => token.name)).toEqual(['Old']);
  });
});

describe('what was changed while a sync was under way', () => {
  const TAG = { tag: 'crm', color: 'teal', tokens: 1, spellings: [], owners: 0, grants: 0 };

  /** Begins a sync whose last answer, on who is signed in, comes as it was then and when it is let go. */
  async function holdSync(): Promise<{ readonly letGo: () => Promise<unknown> }> {
    const asked = Promise.withResolvers<null>();
    const held = Promise.withResolvers<null>();
    let isFirst = true;
    companion.service.override = async ({ method, url }) => {
      const { me } = companion.service;
      if (method === 'PATCH') return { status: 200, body: url === '/v1/company' ? me.rules : TAG };
      if (url !== '/v1/me' || !isFirst) return null;
      isFirst = false;
      asked.resolve(null);
      await held.promise;
      return { status: 200, body: me };
    };
    const sync = companion.get('tokens.refresh', null);
    await asked.promise;
    return {
      letGo: () => {
        held.resolve(null);
        return sync;
      },
    };
  }

  async function whoIsSignedIn(): Promise<Me | null> {
    const session = await companion.get('session.get', null);
    return 'me' in session ? session.me : null;
  }

  it('is read by another one, which begins by itself', async () => {
    await companion.signIn();
    const sync = await holdSync();
    companion.service.me = { ...ADA, tagColors: { crm: 'teal' } };
    const input = { params: { tag: 'crm' }, body: { color: 'teal' } } as const;
    await companion.get('people.call', { call: 'updateTag', input });
    await sync.letGo();
    await vi.waitFor(async () =>
      expect((await whoIsSignedIn())?.tagColors).toEqual({ crm: 'teal' }),
    );
  });

  it('is not undone by an answer that was asked for before', async () => {
    await companion.signIn();
    const sync = await holdSync();
    companion.service.me = { ...ADA, rules: { ...ADA.rules, confirmWithPasskey: true } };
    const input = { body: { confirmWithPasskey: true } };
    await companion.get('people.call', { call: 'updateCompany', input });
    const isKept = async () => expect((await whoIsSignedIn())?.rules.confirmWithPasskey).toBe(true);
    await vi.waitFor(isKept);
    await sync.letGo();
    await isKept();
  });
});

async function ageLastSync(): Promise<void> {
  const sync = await readSync();
  if (sync === null) throw new Error('there was no sync');
  const value = { ...sync, fullAt: new Date(Date.now() - 11 * 60_000).toISOString() };
  await withDb((db) => db.put('state', { name: 'sync', value }));
}
