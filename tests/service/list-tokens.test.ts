import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOKEN_SORTS, type CreateToken } from '../../contract/token.ts';
import { DATABASES } from './support/database.ts';
import { allPages, call, created, deleted } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

const NAMES = [
  'Zendesk – Élan contacts – production',
  'élan Reports – weekly – staging',
  'apple – Straße – test',
  '100% coverage – bot – production',
  '1000 things – bot – production',
  'snake_case – job – production',
  'snakeXcase – job – production',
  'a!b – escape – production',
  'Äpfel – Obst – production',
  'zebra – Zoo – production',
  'ﬁle sync – ligature – production',
  'Ａcme – wide letters – production',
  '日本 – サポート – production',
];

describe.each(DATABASES)('the list on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
    for (const [i, name] of NAMES.entries()) {
      await created(
        service,
        anIssued({
          name,
          tags: i % 2 === 0 ? ['Even', `n${i}`] : ['odd'],
          owner: i % 3 === 0 ? 'Data team' : 'Support',
          purpose: i === 3 ? 'Measures the coverage of tests' : `Purpose ${i}`,
          ...(i % 4 === 0
            ? { expiresAt: `2099-01-${String(i + 1).padStart(2, '0')}T00:00:00Z` }
            : {}),
        }),
      );
    }
  });
  afterAll(() => service.stop());

  const found = async (query: string): Promise<string[]> =>
    (await allPages(service, query)).map((token) => token.name);
  const search = (q: string) => found(`q=${encodeURIComponent(q)}`);

  test.each([
    ['elan', ['Zendesk – Élan contacts – production', 'élan Reports – weekly – staging']],
    ['ELAN contacts', ['Zendesk – Élan contacts – production']],
    ['contacts elan', ['Zendesk – Élan contacts – production']],
    ['100%', ['100% coverage – bot – production']],
    ['snake_case', ['snake_case – job – production']],
    ['a!b', ['a!b – escape – production']],
    ['coverage tests', ['100% coverage – bot – production']],
    ['apfel', ['Äpfel – Obst – production']],
    ['file', ['ﬁle sync – ligature – production']],
    ['acme', ['Ａcme – wide letters – production']],
    ['サポート', ['日本 – サポート – production']],
    ['n4', ['1000 things – bot – production']],
    ['data team weekly', []],
    ['nothing-like-this', []],
  ])('a search for “%s” finds what a person means', async (q, names) => {
    expect((await search(q)).sort()).toEqual([...names].sort());
  });

  test('an empty search is no search', async () => {
    expect(await search('   ')).toHaveLength(NAMES.length);
  });

  test('filters work alone and together', async () => {
    expect(await found('tag=EVEN')).toHaveLength(7);
    expect(await found('owner=Data%20team')).toHaveLength(5);
    expect(await found('tag=even&owner=Data%20team')).toHaveLength(3);
    expect(await found('kind=front')).toHaveLength(0);
    expect(await found('kind=issued')).toHaveLength(NAMES.length);
  });

  test('a deleted token is listed only where deleted ones are asked for', async () => {
    const token = await created(service, aFront());
    await deleted(service, token.id);
    expect(await found('kind=front')).toEqual([]);
    expect(await found('kind=front&status=active')).toEqual([]);
    expect(await found('kind=front&status=deleted')).toEqual([token.name]);
    expect(await found('kind=front&status=all')).toEqual([token.name]);
  });

  describe('unused tokens', () => {
    const DAY_MS = 86_400_000;
    const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
    const TAG = 'unused-for';
    const ids: string[] = [];
    const aged = async (token: CreateToken, createdAt: string, lastUsedAt: string | null) => {
      const { id } = await created(service, { ...token, tags: [TAG] });
      ids.push(id);
      await service.store.db
        .updateTable('tokens')
        .set({ created_at: createdAt, last_used_at: lastUsedAt })
        .where('id', '=', id)
        .execute();
      return id;
    };
    beforeAll(async () => {
      await aged(anIssued({ name: 'old, used today' }), ago(300), ago(0));
      await aged(anIssued({ name: 'old, used 100 days ago' }), ago(300), ago(100));
      await aged(anIssued({ name: 'old, never used' }), ago(95), null);
      await aged(anIssued({ name: 'new, never used' }), ago(1), null);
      await aged(aFront({ name: 'old, of Front' }), ago(300), null);
      const gone = await aged(anIssued({ name: 'old, deleted' }), ago(300), null);
      await deleted(service, gone);
    });
    afterAll(async () => {
      for (const id of ids.slice(0, -1)) await deleted(service, id);
    });

    test.each([
      [1, ['old, used 100 days ago', 'old, never used', 'new, never used']],
      [90, ['old, used 100 days ago', 'old, never used']],
      [99, ['old, used 100 days ago']],
      [101, []],
      [3650, []],
    ])('for %i days are those of that age that made no call', async (days, names) => {
      expect((await found(`unusedFor=${days}&tag=${TAG}`)).sort()).toEqual([...names].sort());
    });

    test('never hold one of Front, which does not say when its own are used, nor a deleted one', async () => {
      expect(await found(`unusedFor=90&tag=${TAG}&kind=front`)).toEqual([]);
      expect(await found(`unusedFor=90&tag=${TAG}&status=deleted`)).toEqual([]);
      expect(await found(`unusedFor=90&tag=${TAG}&status=all`)).toHaveLength(2);
    });

    test('come in pages, sorted by their last use', async () => {
      expect(await found(`unusedFor=90&tag=${TAG}&sort=lastUsedAt&limit=1`)).toEqual([
        'old, used 100 days ago',
        'old, never used',
      ]);
    });

    test.each(['0', '-1', '3651', '1e3', '9.5', 'x', ''])(
      'for “%s” days is refused',
      async (days) => {
        const answer = await call(service, 'GET', `/v1/tokens?unusedFor=${days}`, { as: 'member' });
        expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_query']);
      },
    );
  });

  test('a token is expired from its time on, without anybody writing it down', async () => {
    const token = await created(
      service,
      aFront({ expiresAt: new Date(Date.now() + 700).toISOString() }),
    );
    expect(await found('kind=front&status=active')).toEqual([token.name]);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await found('kind=front&status=active')).toEqual([]);
    expect(await found('kind=front&status=expired')).toEqual([token.name]);
    const read = await call(service, 'GET', `/v1/tokens/${token.id}`);
    expect(read.body.status).toBe('expired');
    await deleted(service, token.id);
  });

  test.each(TOKEN_SORTS)(
    'sorted by %s, small pages give the same order as a large one',
    async (sort) => {
      const whole = await found(`sort=${encodeURIComponent(sort)}&limit=200`);
      const pages = await found(`sort=${encodeURIComponent(sort)}&limit=3`);
      expect(pages).toEqual(whole);
      expect(new Set(whole).size).toBe(NAMES.length);
    },
  );

  test('names sort by their folded form, byte for byte, alike on both databases', async () => {
    // The same list stands here for both databases, so that their orders equal each other.
    expect(await found('sort=name')).toEqual([
      '100% coverage – bot – production',
      '1000 things – bot – production',
      'a!b – escape – production',
      'Ａcme – wide letters – production',
      'apple – Straße – test',
      'ﬁle sync – ligature – production',
      'snake_case – job – production',
      'snakeXcase – job – production',
      'zebra – Zoo – production',
      'Zendesk – Élan contacts – production',
      'Äpfel – Obst – production',
      'élan Reports – weekly – staging',
      '日本 – サポート – production',
    ]);
  });

  test.each(['expiresAt', '-expiresAt'])(
    'by %s, tokens without an expiry come last',
    async (sort) => {
      const tokens = await allPages(service, `sort=${sort}`);
      const times = tokens.map((token) => token.expiresAt);
      const dated = times.filter((time) => time !== null);
      expect(dated).toHaveLength(4);
      expect(times.slice(0, 4)).toEqual(
        sort === 'expiresAt' ? dated.toSorted() : dated.toSorted().reverse(),
      );
    },
  );

  test.each(['name', '-name', 'createdAt', '-updatedAt', 'expiresAt', '-lastUsedAt'])(
    'paging by %s while tokens are created shows each standing one once',
    async (sort) => {
      const standing = await found(`sort=${sort}&limit=200`);
      const added: string[] = [];
      const seen = await allPages(service, `sort=${sort}&limit=2`, async () => {
        if (added.length >= 8) return;
        const name = `${added.length % 2 === 0 ? '!' : 'zz'} added ${added.length} ${sort} ${kind}`;
        added.push((await created(service, anIssued({ name }))).id);
      });
      const ids = seen.map((token) => token.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(seen.map((token) => token.name).filter((name) => standing.includes(name))).toEqual(
        standing,
      );
      for (const id of added) await deleted(service, id);
    },
  );

  test('a cursor continues the question it was given for and no other', async () => {
    const first = await call(service, 'GET', '/v1/tokens?limit=2&q=production');
    const cursor = encodeURIComponent(first.body.nextCursor as string);
    for (const query of ['q=staging', 'q=production&sort=-name', 'q=production&tag=odd', '']) {
      const answer = await call(service, 'GET', `/v1/tokens?${query}&cursor=${cursor}`);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_cursor']);
    }
    const other = await call(service, 'GET', `/v1/tokens?q=production&limit=5&cursor=${cursor}`);
    expect(other.status).toBe(200);
  });

  test('even the name that folds to the longest text has a next page', async () => {
    const name = '\ufdfa'.repeat(120);
    const token = await created(service, anIssued({ name }));
    expect(await found('limit=1')).toContain(name);
    await deleted(service, token.id);
  });

  test('a page holds 50 tokens unless told otherwise, and no value in any', async () => {
    for (let i = 0; i < 45; i++) await created(service, anIssued());
    const answer = await call(service, 'GET', '/v1/tokens');
    expect(answer.body.items).toHaveLength(50);
    expect(answer.body.nextCursor).toEqual(expect.any(String));
    expect(answer.text).not.toMatch(/ftk_|eyJ/);
  });
});
