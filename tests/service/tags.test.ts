import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tag } from '../../contract/tag.ts';
import type { Token } from '../../contract/token.ts';
import { DATABASES } from './support/database.ts';
import { allPages, auditOf, call, created, deleted, type Answer } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { snapshot } from './support/snapshot.ts';
import { startService, type TestService } from './support/start-service.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();
const saying = (answer: Answer): [number, string] => [
  answer.status,
  answer.status < 400 ? 'ok' : answer.body.error.code,
];

describe.each(DATABASES)('tags on %s', (kind) => {
  let service: TestService;
  let mel: SignedInPerson;
  let nia: SignedInPerson;
  let round = 0;
  /** Tags of this test alone. */
  const named = (tag: string): string => `${tag}-${round}`;
  beforeAll(async () => {
    service = await startService(kind);
    mel = await signedInPerson(service, 'Mel Member');
    nia = await signedInPerson(service, 'Nia Member');
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    round += 1;
    await mel.own();
    await nia.own();
  });

  const token = (tags: string[]): Promise<Token> => created(service, anIssued({ tags }));
  const read = async (id: string): Promise<Token> =>
    (await call(service, 'GET', `/v1/tokens/${id}`)).body as Token;
  const list = async (as: 'admin' | 'member' = 'admin'): Promise<Tag[]> =>
    (await call(service, 'GET', '/v1/tags', { as })).body.items as Tag[];
  const find = async (tag: string) => (await list()).find((one) => one.tag === tag);
  const change = (tag: string, body: object) =>
    call(service, 'PATCH', `/v1/tags/${encodeURIComponent(tag)}`, { body });
  const preview = (from: string, into: string) =>
    call(service, 'POST', `/v1/tags/${encodeURIComponent(from)}/merge-preview`, { body: { into } });
  const merge = async (from: string, into: string, mark?: string) =>
    call(service, 'POST', `/v1/tags/${encodeURIComponent(from)}/merge`, {
      body: { into, mark: mark ?? (await preview(from, into)).body.mark ?? '' },
    });
  const grant = async (id: string, tag: string, until: string | null = null) => {
    const path = `/v1/tokens/${id}/tag-grants/${encodeURIComponent(tag)}`;
    expect((await call(service, 'PUT', path, { body: { until } })).status).toBe(200);
  };
  const reveals = async (who: SignedInPerson, id: string): Promise<number> =>
    (await who.call('POST', `/v1/tokens/${id}/reveal`, { via: 'reveal' })).status;

  test('are counted over tokens that are not deleted, each way of writing apart', async () => {
    const prod = named('Prod');
    await token([prod, named('crm')]);
    await token([prod]);
    await token([prod.toLowerCase()]);
    const gone = await token([prod]);
    await deleted(service, gone.id);
    await mel.own(prod);
    const tag = await find(prod);
    expect(tag).toEqual({
      tag: prod,
      color: null,
      tokens: 3,
      spellings: [
        { tag: prod, tokens: 2 },
        { tag: prod.toLowerCase(), tokens: 1 },
      ],
      owners: 1,
      grants: 0,
    });
  });

  test('tell members nothing of who owns them and what is granted to them', async () => {
    const secret = named('secret');
    await mel.own(secret);
    await token([named('crm')]);
    const told = await list('member');
    expect(told.map(({ tag }) => tag)).toContain(named('crm'));
    expect(told.map(({ tag }) => tag)).not.toContain(secret);
    expect(told.every(({ owners, grants }) => owners === null && grants === null)).toBe(true);
  });

  test('have a colour of the palette, which everybody is told, and no other', async () => {
    const prod = named('Prod');
    await token([prod]);
    expect((await change(prod.toUpperCase(), { color: 'teal' })).body).toMatchObject({
      tag: prod,
      color: 'teal',
    });
    const me = await mel.call('GET', '/v1/me');
    expect(me.body.tagColors[prod.toLowerCase()]).toBe('teal');
    expect(saying(await change(prod, { color: '#ff0000' }))).toEqual([422, 'invalid_value']);
    expect((await change(prod, { color: null })).body.color).toBeNull();
    expect((await mel.call('GET', '/v1/me')).body.tagColors[prod.toLowerCase()]).toBeUndefined();
    const [last, first] = await auditOf(service, '&action=tag.changed');
    expect([first?.detail, last?.detail]).toEqual([
      { tag: prod, color: { from: null, to: 'teal' } },
      { tag: prod, color: { from: 'teal', to: null } },
    ]);
  });

  test('are renamed with all that hangs on them', async () => {
    const [old, next] = [named('prod'), named('production')];
    const tagged = await token(['a', old, 'z']);
    const granted = await token([]);
    await grant(granted.id, old);
    await mel.own(old, 'other');
    await change(old, { color: 'red' });
    const view = { name: named('View'), filters: { tag: old, sort: 'name' } };
    await mel.call('POST', '/v1/views', view);
    expect((await change(old, { tag: next })).body).toMatchObject({ tag: next, color: 'red' });
    const after = await read(tagged.id);
    expect([after.tags, after.version]).toEqual([['a', next, 'z'], tagged.version + 1]);
    expect(await allPages(service, `tag=${next}`)).toHaveLength(1);
    expect(await allPages(service, `tag=${old}`)).toHaveLength(0);
    expect(await allPages(service, `q=${next}`)).toHaveLength(1);
    expect(await reveals(mel, granted.id)).toBe(200);
    expect((await mel.call('GET', '/v1/me')).body.ownsTags).toEqual(['other', next].sort());
    const views = (await mel.call('GET', '/v1/views')).body.items as { filters: object }[];
    expect(views.map(({ filters }) => filters)).toContainEqual({ tag: next, sort: 'name' });
    const history = await mel.call('GET', `/v1/tokens/${tagged.id}/history`);
    expect(history.body.items).toMatchObject([
      { field: 'tags', before: ['a', old, 'z'], after: ['a', next, 'z'], via: 'tag_renamed' },
    ]);
    expect(await find(old)).toBeUndefined();
  });

  test('that differ in case alone are spelt alike by one call', async () => {
    const [upper, lower] = [named('Crm'), named('crm')];
    const one = await token([upper]);
    const other = await token([lower]);
    expect((await change(lower, { tag: lower })).status).toBe(200);
    expect([(await read(one.id)).tags, (await read(other.id)).tags]).toEqual([[lower], [lower]]);
    expect((await read(other.id)).version).toBe(other.version);
    expect((await find(lower))?.spellings).toEqual([{ tag: lower, tokens: 2 }]);
  });

  test('are not renamed into another tag, not even one that only people own', async () => {
    const [a, b] = [named('a'), named('b')];
    await token([a]);
    await mel.own(b);
    const before = await snapshot(service.store);
    expect(saying(await change(a, { tag: b.toUpperCase() }))).toEqual([409, 'tag_taken']);
    expect(saying(await change(named('nothing'), { color: 'red' }))).toEqual([404, 'not_found']);
    expect(await snapshot(service.store)).toEqual(before);
  });

  test('are merged on every token, which then has the tag once and one version more', async () => {
    const [from, into] = [named('production'), named('Prod')];
    const one = await token([from]);
    const both = await token(['a', from, into]);
    const gone = await token([from]);
    await deleted(service, gone.id);
    await change(from, { color: 'pink' });
    const done = await merge(from, into);
    expect(done.body).toMatchObject({ tag: into, tokens: 2, color: 'pink' });
    const after = await Promise.all([one, both, gone].map(({ id }) => read(id)));
    expect(after.map(({ tags }) => tags)).toEqual([[into], ['a', into], [from]]);
    expect(after.map(({ version }) => version)).toEqual([
      one.version + 1,
      both.version + 1,
      // What is kept of a deleted one stays as it was.
      gone.version + 1,
    ]);
    expect(await allPages(service, `tag=${into}`)).toHaveLength(2);
    const stale = await call(service, 'PATCH', `/v1/tokens/${one.id}`, {
      body: { tags: [from] },
      headers: { 'if-match': `"${one.version}"` },
    });
    expect(stale.status).toBe(412);
    const [event] = await auditOf(service, '&action=tag.merged');
    expect(event?.detail).toEqual({ from, into, tokens: 2, owners: 0, grants: 0, gains: 0 });
  });

  test('let nobody see more by a merge unless the admin was shown who would', async () => {
    const [a, b] = [named('alpha'), named('beta')];
    const ofA = await token([]);
    const ofB = await token([]);
    await grant(ofA.id, a);
    await grant(ofB.id, b);
    await mel.own(a);
    await nia.own(b);
    const shown = await preview(a, b);
    expect(shown.body).toMatchObject({ from: a, into: b, owners: 1, grants: 1 });
    expect(
      shown.body.gains.map(({ member, token: what }: { member: Token; token: Token }) => [
        member.name,
        what.id,
      ]),
    ).toEqual([
      ['Mel Member', ofB.id],
      ['Nia Member', ofA.id],
    ]);
    const before = await snapshot(service.store);
    expect(saying(await merge(a, b, ''))).toEqual([409, 'merge_changed']);
    expect(saying(await merge(a, b, 'another'))).toEqual([409, 'merge_changed']);
    const turned = (await preview(b, a)).body.mark as string;
    expect(saying(await merge(a, b, turned))).toEqual([409, 'merge_changed']);
    expect(await snapshot(service.store)).toEqual(before);
    expect(await reveals(mel, ofB.id)).toBe(403);
    // Since the admin looked, one more token was granted to the other tag.
    const more = await token([]);
    await grant(more.id, b);
    expect(saying(await merge(a, b, shown.body.mark as string))).toEqual([409, 'merge_changed']);
    expect(await reveals(mel, more.id)).toBe(403);
    expect(saying(await merge(a, b))).toEqual([200, 'ok']);
    for (const who of [mel, nia]) {
      for (const { id } of [ofA, ofB, more]) expect(await reveals(who, id)).toBe(200);
    }
    const [event] = await auditOf(service, '&action=tag.merged');
    expect(event?.detail).toMatchObject({ from: a, into: b, gains: 3 });
    const ofToken = await auditOf(service, `&token=${ofA.id}`);
    expect(ofToken.filter(({ detail }) => detail.because === 'tag_merged')).toMatchObject([
      { action: 'grant.given', detail: { to: { kind: 'tag', tag: b }, until: null } },
      { action: 'grant.taken', detail: { from: { kind: 'tag', tag: a } } },
    ]);
  });

  test('of which one reaches longer name that as a gain, and nobody loses anything', async () => {
    const [a, b] = [named('alpha'), named('beta')];
    const shared = await token([]);
    const [soon, later] = [inHours(1), inHours(9)];
    await grant(shared.id, a, soon);
    await grant(shared.id, b, later);
    await mel.own(a);
    await nia.own(b);
    const { gains } = (await preview(a, b)).body;
    expect(gains).toEqual([
      { member: { id: mel.id, name: mel.name }, token: expect.anything(), until: later },
    ]);
    await merge(a, b);
    for (const who of [mel, nia]) {
      expect((await who.call('GET', '/v1/me/grants')).body.items).toEqual([
        { tokenId: shared.id, until: later },
      ]);
    }
  });

  test('name no gain of whom has it anyway: admins, owners of both, and grants of their own', async () => {
    const [a, b] = [named('alpha'), named('beta')];
    const shared = await token([]);
    await grant(shared.id, b);
    const ada = await signedInPerson(service, `Ada ${round}`, 'admin');
    await ada.own(a);
    await mel.own(a, b);
    await nia.own(a);
    await call(service, 'PUT', `/v1/tokens/${shared.id}/grants/${nia.id}`, { body: {} });
    expect((await preview(a, b)).body.gains).toEqual([]);
    expect(saying(await merge(a, b))).toEqual([200, 'ok']);
  });

  test('are not merged with themselves, nor with what is no tag', async () => {
    const a = named('a');
    await token([a]);
    expect(saying(await merge(a, a.toUpperCase()))).toEqual([422, 'invalid_value']);
    expect(saying(await merge(a, named('none')))).toEqual([404, 'not_found']);
    expect(saying(await merge(named('none'), a))).toEqual([404, 'not_found']);
  });

  test('with odd names are unknown, and bring nothing down', async () => {
    for (const odd of ['a%00b', '%ff', '%20', 'x'.repeat(500), '%E2%80%AE', '..']) {
      const options = { body: { color: 'red' } };
      const answer = await call(service, 'PATCH', `/v1/tags/${odd}`, options);
      expect(answer.status, answer.text).toBe(404);
    }
  });

  test('merge over a thousand tokens in one go', async () => {
    const [from, into] = [named('many'), named('one')];
    await token([into]);
    const { id: pattern } = await token([from]);
    const row = await service.store.db
      .selectFrom('tokens')
      .selectAll()
      .where('id', '=', pattern)
      .executeTakeFirstOrThrow();
    const rows = Array.from({ length: 1_100 }, (_, i) => {
      const name = `Copy ${round} ${i}`;
      const id = `tok_${String(round).padStart(4, '0')}${String(i).padStart(12, '0')}`;
      return { ...row, id, name, name_key: name.toLowerCase() };
    });
    const { db } = service.store;
    for (let at = 0; at < rows.length; at += 500) {
      const some = rows.slice(at, at + 500);
      await db.insertInto('tokens').values(some).execute();
      await db
        .insertInto('token_tags')
        .values(some.map(({ id }) => ({ token_id: id, tag_key: from })))
        .execute();
    }
    expect((await merge(from, into)).body).toMatchObject({ tag: into, tokens: 1_102 });
    const kept = await db
      .selectFrom('note_changes')
      .select('token_id')
      .where('via', '=', 'tag_merged')
      .where('token_id', 'in', [rows[0]!.id, rows.at(-1)!.id])
      .execute();
    expect(kept).toHaveLength(2);
  });
});
