import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted, revealed, type Answer } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();
const saying = (answer: Answer): [number, string] => [
  answer.status,
  answer.status < 400 ? 'ok' : answer.body.error.code,
];

describe.each(DATABASES)('grants on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  let mel: SignedInPerson;
  let token: Token;
  beforeAll(async () => {
    service = await startService(kind);
    const { database, address: publicUrl } = service;
    replica = await startService(kind, { database, publicUrl });
    mel = await signedInPerson(service, 'Mel Member');
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
  });
  const fresh = async (): Promise<void> => {
    token = await created(service, anIssued());
  };
  const put = (to: string, body: object = {}, id = token.id) =>
    call(service, 'PUT', `/v1/tokens/${id}/${to}`, { body });
  const take = (to: string, id = token.id) => call(service, 'DELETE', `/v1/tokens/${id}/${to}`);
  const reveal = (as = mel, on = service) =>
    as.call('POST', `/v1/tokens/${token.id}/reveal`, { via: 'reveal' }, on);
  const toMel = () => `grants/${mel.id}`;

  test('a member reveals what was granted to them, until it is taken', async () => {
    await fresh();
    expect(saying(await reveal())).toEqual([403, 'no_grant']);
    const given = await put(toMel());
    expect([given.status, given.body]).toEqual([
      200,
      {
        to: { kind: 'member', id: mel.id, name: 'Mel Member' },
        until: null,
        grantedBy: { id: expect.any(String), name: 'Command line' },
        grantedAt: expect.any(String),
      },
    ]);
    expect((await reveal()).body.value).toBe(await revealed(service, token.id));
    expect((await take(toMel())).status).toBe(204);
    expect(saying(await reveal())).toEqual([403, 'no_grant']);
    const events = await auditOf(service, `&token=${token.id}`);
    expect(events.map(({ action, actor }) => [action, actor.name])).toEqual([
      ['token.reveal_refused', 'Mel Member'],
      ['grant.taken', 'Command line'],
      ['token.revealed', 'Command line'],
      ['token.revealed', 'Mel Member'],
      ['grant.given', 'Command line'],
      ['token.reveal_refused', 'Mel Member'],
      ['token.created', 'Command line'],
    ]);
    expect(events[4]?.detail).toEqual({
      to: { kind: 'member', id: mel.id, name: 'Mel Member' },
      until: null,
    });
  });

  test('a grant is for that person and that token, and for revealing alone', async () => {
    await fresh();
    const other = await signedInPerson(service, 'Olga Other');
    const another = await created(service, anIssued());
    await put(toMel());
    expect(saying(await reveal(other))).toEqual([403, 'no_grant']);
    const elsewhere = await mel.call('POST', `/v1/tokens/${another.id}/reveal`, { via: 'copy' });
    expect(saying(elsewhere)).toEqual([403, 'no_grant']);
    for (const [method, path] of [
      ['DELETE', `/v1/tokens/${token.id}`],
      ['GET', `/v1/tokens/${token.id}/grants`],
      ['PUT', `/v1/tokens/${token.id}/grants/${other.id}`],
      ['DELETE', `/v1/tokens/${token.id}/grants/${mel.id}`],
    ] as const) {
      expect(saying(await mel.call(method, path, method === 'PUT' ? {} : undefined))).toEqual([
        403,
        'forbidden',
      ]);
    }
  });

  test('what is granted to a tag is granted to whoever owns it, and to nobody after', async () => {
    await fresh();
    await mel.own('Billing', 'Sales');
    const given = await put(`tag-grants/${encodeURIComponent('BILLING')}`);
    expect(given.body.to).toEqual({ kind: 'tag', tag: 'BILLING' });
    expect((await reveal()).status).toBe(200);
    await mel.own('Sales');
    expect(saying(await reveal())).toEqual([403, 'no_grant']);
    await mel.own('billing');
    expect((await reveal()).status).toBe(200);
    expect((await take('tag-grants/billing')).status).toBe(204);
    expect(saying(await reveal())).toEqual([403, 'no_grant']);
  });

  test('a tag on the token gives nobody anything: only its grants do', async () => {
    token = await created(service, anIssued({ tags: ['Billing'] }));
    await mel.own('Billing');
    expect(saying(await reveal())).toEqual([403, 'no_grant']);
  });

  test('a grant that has ended is none, for a person as for a tag', async () => {
    for (const to of [toMel(), 'tag-grants/Billing']) {
      await fresh();
      await mel.own('Billing');
      expect((await put(to, { until: inHours(1) })).status).toBe(200);
      expect((await reveal()).status).toBe(200);
      await service.store.db
        .updateTable('grants')
        .set({ until: new Date(Date.now() - 1).toISOString() })
        .where('token_id', '=', token.id)
        .execute();
      expect(saying(await reveal())).toEqual([403, 'no_grant']);
      const mine = await mel.call('GET', '/v1/me/grants');
      expect(mine.text).not.toContain(token.id);
    }
  });

  test('given again, a grant takes the place of the one before', async () => {
    await fresh();
    const until = inHours(2);
    await put(toMel(), { until: inHours(1) });
    await put(toMel(), { until: until.replace(/\.\d+Z/, 'Z') });
    await put('tag-grants/Ops');
    await put('tag-grants/OPS');
    const list = await call(service, 'GET', `/v1/tokens/${token.id}/grants`);
    expect(
      list.body.items.map((grant: { to: object; until: string }) => [grant.to, grant.until]),
    ).toEqual([
      [{ kind: 'member', id: mel.id, name: mel.name }, until.replace(/\.\d+Z/, '.000Z')],
      [{ kind: 'tag', tag: 'OPS' }, null],
    ]);
  });

  test('people are told what they may see, and until when at the latest', async () => {
    await fresh();
    await mel.own('Billing');
    const later = inHours(5);
    const own = async () =>
      (await mel.call('GET', '/v1/me/grants')).body.items.find(
        (item: { tokenId: string }) => item.tokenId === token.id,
      );
    expect(await own()).toBeUndefined();
    await put(toMel(), { until: inHours(1) });
    await put('tag-grants/Billing', { until: later });
    expect(await own()).toEqual({ tokenId: token.id, until: later });
    await put(toMel());
    expect(await own()).toEqual({ tokenId: token.id, until: null });
    await deleted(service, token.id);
    expect(await own()).toBeUndefined();
    expect((await call(service, 'GET', '/v1/me/grants')).body).toEqual({ all: true, items: [] });
  });

  test('an admin sees everything without a grant, and nothing more once a member', async () => {
    await fresh();
    const ada = await signedInPerson(service, 'Ada Admin', 'admin');
    expect((await reveal(ada)).status).toBe(200);
    await service.store.db
      .updateTable('members')
      .set({ role: 'member' })
      .where('id', '=', ada.id)
      .execute();
    expect(saying(await reveal(ada))).toEqual([403, 'no_grant']);
  });

  test('a grant taken on one replica is gone on the other at the next reveal', async () => {
    await fresh();
    await put(toMel());
    expect((await reveal(mel, replica)).status).toBe(200);
    await take(toMel());
    expect(saying(await reveal(mel, replica))).toEqual([403, 'no_grant']);
  });

  test('with a token go its grants', async () => {
    await fresh();
    await put(toMel());
    await put('tag-grants/Billing');
    await deleted(service, token.id);
    const left = await service.store.db
      .selectFrom('grants')
      .selectAll()
      .where('token_id', '=', token.id)
      .execute();
    expect(left).toEqual([]);
    expect(saying(await reveal())).toEqual([404, 'token_deleted']);
    expect(saying(await put(toMel()))).toEqual([404, 'token_deleted']);
    expect(saying(await put('tag-grants/Billing'))).toEqual([404, 'token_deleted']);
  });

  test('a grant and a delete at the same moment leave no grant behind', async () => {
    for (let round = 0; round < 5; round++) {
      await fresh();
      await Promise.all([
        call(replica, 'PUT', `/v1/tokens/${token.id}/grants/${mel.id}`, {
          as: service.admin,
          body: {},
        }),
        deleted(service, token.id),
        put('tag-grants/Billing'),
      ]);
      const left = await service.store.db
        .selectFrom('grants')
        .selectAll()
        .where('token_id', '=', token.id)
        .execute();
      expect(left).toEqual([]);
    }
  });

  describe('bad input', () => {
    const nobody = `mem_${'0'.repeat(16)}`;
    const unknown = `tok_${'0'.repeat(16)}`;

    test.each([
      ['an end that has passed', { until: new Date(Date.now() - 1000).toISOString() }],
      ['an end that is no moment', { until: 'tomorrow' }],
      ['a moment without a zone', { until: '2199-01-01T00:00:00' }],
    ])('%s is refused by name', async (_what, body) => {
      await fresh();
      for (const to of [toMel(), 'tag-grants/Billing']) {
        const answer = await put(to, body);
        expect(saying(answer)).toEqual([422, 'invalid_value']);
        expect(answer.body.error.details.fields[0].field).toBe('until');
      }
    });

    test('an unknown field, person, token, grant or tag is refused, and nothing is kept', async () => {
      await fresh();
      expect(saying(await put(toMel(), { grantedBy: 'me' }))).toEqual([422, 'unknown_field']);
      expect(saying(await put(`grants/${nobody}`))).toEqual([404, 'not_found']);
      expect(saying(await put('grants/mem_short'))).toEqual([404, 'not_found']);
      expect(saying(await put(toMel(), {}, unknown))).toEqual([404, 'not_found']);
      expect(saying(await put(`tag-grants/${'x'.repeat(41)}`))).toEqual([404, 'not_found']);
      expect(saying(await take(toMel()))).toEqual([404, 'not_found']);
      expect(saying(await take('tag-grants/nothing'))).toEqual([404, 'not_found']);
      expect(saying(await call(service, 'GET', `/v1/tokens/${unknown}/grants`))).toEqual([
        404,
        'not_found',
      ]);
      const list = await call(service, 'GET', `/v1/tokens/${token.id}/grants`);
      expect(list.body.items).toEqual([]);
      // Its making, and that somebody tried to say who granted it.
      const actions = (await auditOf(service, `&token=${token.id}`)).map(({ action }) => action);
      expect(actions).toEqual(['call.refused', 'token.created']);
    });

    test.each(['blocked', 'removed'] as const)('a %s person is given nothing', async (status) => {
      await fresh();
      const gone = await signedInPerson(service, 'Gone Person');
      await service.store.db
        .updateTable('members')
        .set({ status })
        .where('id', '=', gone.id)
        .execute();
      expect(saying(await put(`grants/${gone.id}`))).toEqual([409, 'member_not_active']);
    });
  });
});
