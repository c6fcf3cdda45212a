import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../contract/view.ts';
import { DATABASES } from './support/database.ts';
import { call, type Answer } from './support/http.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

const saying = (answer: Answer): [number, string] => [
  answer.status,
  answer.status < 400 ? 'ok' : answer.body.error.code,
];

describe.each(DATABASES)('saved views on %s', (kind) => {
  let service: TestService;
  let ada: SignedInPerson;
  let mel: SignedInPerson;
  let nia: SignedInPerson;
  beforeAll(async () => {
    service = await startService(kind);
    ada = await signedInPerson(service, 'Ada Admin', 'admin');
    mel = await signedInPerson(service, 'Mel Member');
    nia = await signedInPerson(service, 'Nia Member');
  });
  afterAll(() => service.stop());
  const save = (who: SignedInPerson, name: string, more: object = {}) =>
    who.call('POST', '/v1/views', { name, filters: { query: 'crm' }, ...more });
  const list = async (who: SignedInPerson): Promise<View[]> =>
    (await who.call('GET', '/v1/views')).body.items as View[];
  const names = async (who: SignedInPerson) => (await list(who)).map(({ name }) => name);

  test('are seen by their maker alone, and by all when an admin shares them', async () => {
    await save(mel, 'Mine');
    await save(ada, 'Ours', { shared: true });
    expect(await names(mel)).toEqual(['Mine', 'Ours']);
    expect(await names(nia)).toEqual(['Ours']);
    expect(saying(await save(mel, 'For all', { shared: true }))).toEqual([403, 'forbidden']);
  });

  test('of the same name take the place of the one before, each where it is', async () => {
    await save(nia, 'Crm', { filters: { query: 'one' } });
    await save(nia, 'CRM', { filters: { query: 'two' } });
    await save(ada, 'crm', { shared: true });
    const own = (await list(nia)).filter(({ shared }) => !shared);
    expect(own.map(({ name, filters }) => [name, filters])).toEqual([['CRM', { query: 'two' }]]);
    expect(await names(nia)).toContain('crm');
  });

  test('keep filters that this version does not know, word for word', async () => {
    const filters = { query: 'x', riskAbove: '7', sort: '-updatedAt' };
    const saved = await save(mel, 'From the future', { filters });
    expect(saved.body.filters).toEqual(filters);
    expect((await list(mel)).find(({ name }) => name === 'From the future')?.filters).toEqual(
      filters,
    );
  });

  test.each([
    ['a filter that is no text', { filters: { query: 1 } }],
    ['a filter with an odd name', { filters: { 'a b': 'c' } }],
    [
      'too many filters',
      {
        filters: Object.fromEntries(
          Array.from({ length: 21 }, (_, i) => [`f${'abcdefghijklmnopqrstu'[i]!}`, '']),
        ),
      },
    ],
    ['a value of a token', { filters: { query: `ftk_${'a'.repeat(8)}_${'b'.repeat(38)}` } }],
    ['an owner', { ownerId: 'mem_0000000000000000' }],
  ])('are refused with %s', async (_, more) => {
    expect((await save(mel, 'Bad', more)).status).toBe(422);
  });

  test('are deleted by their maker, shared ones by admins, and by nobody else', async () => {
    const own = (await save(mel, 'To delete')).body as View;
    const shared = (await save(ada, 'To delete', { shared: true })).body as View;
    const remove = (who: SignedInPerson, { id }: View) => who.call('DELETE', `/v1/views/${id}`);
    expect(saying(await remove(nia, own))).toEqual([404, 'not_found']);
    expect(saying(await remove(ada, own))).toEqual([404, 'not_found']);
    expect(saying(await remove(mel, shared))).toEqual([403, 'forbidden']);
    expect(saying(await remove(mel, own))).toEqual([204, 'ok']);
    expect(saying(await remove(ada, shared))).toEqual([204, 'ok']);
    expect(await names(mel)).not.toContain('To delete');
  });

  test('are fifty of one person at most', async () => {
    const paul = await signedInPerson(service, 'Paul Many');
    for (let i = 0; i < 50; i++) expect((await save(paul, `View ${i}`)).status).toBe(201);
    expect(saying(await save(paul, 'One more'))).toEqual([409, 'too_many_views']);
    expect(saying(await save(paul, 'View 7'))).toEqual([201, 'ok']);
    expect(saying(await save(nia, 'Of another'))).toEqual([201, 'ok']);
  });

  test('that are one’s own go with the person', async () => {
    const rita = await signedInPerson(service, 'Rita Removed', 'admin');
    await save(rita, 'Private');
    await save(rita, 'Left for all', { shared: true });
    await call(service, 'DELETE', `/v1/members/${rita.id}`);
    const rows = await service.store.db
      .selectFrom('saved_views')
      .select('name')
      .where('owner_id', '=', rita.id)
      .execute();
    expect(rows).toEqual([{ name: 'Left for all' }]);
  });
});
