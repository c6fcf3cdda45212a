import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted, type Answer } from './support/http.ts';
import { aFrontValue, anIssued } from './support/makers.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

const saying = (answer: Answer): [number, string] => [
  answer.status,
  answer.status < 400 ? 'ok' : answer.body.error.code,
];
const nextYear = (): string => new Date(Date.now() + 365 * 86_400_000).toISOString();

describe.each(DATABASES)('requests on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  let ada: SignedInPerson;
  let adam: SignedInPerson;
  let mel: SignedInPerson;
  let token: Token;
  beforeAll(async () => {
    service = await startService(kind);
    const { database, address: publicUrl } = service;
    replica = await startService(kind, { database, publicUrl });
    ada = await signedInPerson(service, 'Ada Admin', 'admin');
    adam = await signedInPerson(service, 'Adam Admin', 'admin');
    mel = await signedInPerson(service, 'Mel Member');
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
  });
  beforeEach(async () => {
    token = await created(service, anIssued());
  });

  const ask = (as = mel, reason = 'For the nightly export', on = service) =>
    as.call('POST', `/v1/tokens/${token.id}/requests`, { reason }, on);
  const asked = async (as = mel): Promise<string> => {
    const answer = await ask(as);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body.id as string;
  };
  const decide = (id: string, body: object, as = ada, on = service) =>
    as.call('POST', `/v1/requests/${id}/decision`, body, on);
  const reveal = (as = mel) => as.call('POST', `/v1/tokens/${token.id}/reveal`, { via: 'copy' });
  const openOnes = async (): Promise<string[]> =>
    (await ada.call('GET', '/v1/requests')).body.items.map((item: { id: string }) => item.id);
  const actions = async () =>
    (await auditOf(service, `&token=${token.id}`)).map(({ action, actor }) => [action, actor.name]);

  test('a member asks, an admin grants until a day, and the member reveals', async () => {
    const openBefore = (await ada.call('GET', '/v1/me')).body.openRequests as number;
    const answer = await ask(mel, '  For the nightly export \n');
    expect(answer.status).toBe(201);
    const waiting = {
      id: expect.stringMatching(/^req_/),
      token: { id: token.id, name: token.name },
      member: { id: mel.id, name: 'Mel Member' },
      reason: 'For the nightly export',
      status: 'open',
      createdAt: expect.any(String),
      decidedBy: null,
      decidedAt: null,
      answer: '',
    };
    expect(answer.body).toEqual(waiting);
    const { id } = answer.body as { id: string };
    expect((await ada.call('GET', '/v1/requests')).body.items).toContainEqual(waiting);
    expect((await ada.call('GET', '/v1/me')).body.openRequests).toBe(openBefore + 1);
    expect((await mel.call('GET', '/v1/me')).body.openRequests).toBe(0);
    const until = nextYear();
    const granted = await decide(id, { decision: 'grant', until, answer: 'Until next year' });
    expect(granted.body).toEqual({
      ...waiting,
      status: 'granted',
      decidedBy: { id: ada.id, name: 'Ada Admin' },
      decidedAt: expect.any(String),
      answer: 'Until next year',
    });
    expect((await reveal()).status).toBe(200);
    const mine = await mel.call('GET', '/v1/me/grants');
    expect(mine.body.items).toContainEqual({ tokenId: token.id, until });
    expect((await mel.call('GET', '/v1/me/requests')).body.items[0]).toEqual(granted.body);
    expect(await openOnes()).not.toContain(id);
    expect(await actions()).toEqual([
      ['token.revealed', 'Mel Member'],
      ['grant.given', 'Ada Admin'],
      ['request.granted', 'Ada Admin'],
      ['request.made', 'Mel Member'],
      ['token.created', 'Command line'],
    ]);
  });

  test('what was refused is not granted, says why, and may be asked for again', async () => {
    const id = await asked();
    const refused = await decide(id, { decision: 'refuse', answer: 'Use the other one' });
    expect(refused.body).toMatchObject({ status: 'refused', answer: 'Use the other one' });
    expect(saying(await reveal())).toEqual([403, 'no_grant']);
    expect((await ask()).status).toBe(201);
    expect((await actions())[1]).toEqual(['token.reveal_refused', 'Mel Member']);
    expect((await actions())[2]).toEqual(['request.refused', 'Ada Admin']);
  });

  test('of one person for one token one request is open, also when eight come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ask(mel, 'Me first', i % 2 === 0 ? service : replica)),
    );
    expect(answers.map(saying).toSorted()).toEqual([
      [201, 'ok'],
      ...Array.from({ length: 7 }, () => [409, 'already_asked']),
    ]);
    expect((await actions()).filter(([action]) => action === 'request.made')).toHaveLength(1);
    const other = await signedInPerson(service, 'Olga Other');
    expect((await ask(other)).status).toBe(201);
  });

  test('of two admins who answer at once, on two replicas, one does', async () => {
    for (let round = 0; round < 5; round++) {
      token = await created(service, anIssued());
      const id = await asked();
      const [granted, refused] = await Promise.all([
        decide(id, { decision: 'grant' }, ada, service),
        decide(id, { decision: 'refuse' }, adam, replica),
      ]);
      expect([saying(granted), saying(refused)].toSorted()).toEqual([
        [200, 'ok'],
        [409, 'already_decided'],
      ]);
      expect((await reveal()).status).toBe(granted.status === 200 ? 200 : 403);
      const decisions = (await actions()).filter(([action]) =>
        ['request.granted', 'request.refused'].includes(action!),
      );
      expect(decisions).toHaveLength(1);
    }
  });

  test('whoever may see a token already need not ask', async () => {
    expect(saying(await ask(ada))).toEqual([409, 'already_granted']);
    await mel.own('Billing');
    await ada.call('PUT', `/v1/tokens/${token.id}/tag-grants/Billing`, {});
    expect(saying(await ask())).toEqual([409, 'already_granted']);
    await mel.own();
    expect((await ask()).status).toBe(201);
  });

  test('people take back what they asked for, and only that', async () => {
    const other = await signedInPerson(service, 'Olga Other');
    const id = await asked();
    const withdraw = (as: SignedInPerson) => as.call('DELETE', `/v1/me/requests/${id}`);
    expect(saying(await withdraw(other))).toEqual([404, 'not_found']);
    expect(saying(await withdraw(ada))).toEqual([404, 'not_found']);
    expect((await withdraw(mel)).status).toBe(204);
    expect(saying(await withdraw(mel))).toEqual([409, 'already_decided']);
    expect(saying(await decide(id, { decision: 'grant' }))).toEqual([409, 'already_decided']);
    expect((await other.call('GET', '/v1/me/requests')).body.items).toEqual([]);
    expect((await actions())[0]).toEqual(['request.withdrawn', 'Mel Member']);
  });

  test('when the token is deleted, whoever waits for it is told', async () => {
    const id = await asked();
    await deleted(service, token.id);
    const [mine] = (await mel.call('GET', '/v1/me/requests')).body.items;
    expect(mine).toMatchObject({ id, status: 'refused', answer: 'The token was deleted.' });
    expect(saying(await decide(id, { decision: 'grant' }))).toEqual([409, 'already_decided']);
    expect(saying(await ask())).toEqual([404, 'token_deleted']);
    expect((await actions()).slice(0, 2).map(([action]) => action)).toEqual([
      'token.deleted',
      'request.refused',
    ]);
  });

  test.each(['blocked', 'removed'] as const)(
    'a %s person is granted nothing, and the request stays as it was',
    async (status) => {
      const gone = await signedInPerson(service, 'Gone Person');
      const id = await asked(gone);
      await service.store.db
        .updateTable('members')
        .set({ status })
        .where('id', '=', gone.id)
        .execute();
      expect(saying(await decide(id, { decision: 'grant' }))).toEqual([409, 'member_not_active']);
      expect(await openOnes()).toContain(id);
      const list = await call(service, 'GET', `/v1/tokens/${token.id}/grants`);
      expect(list.body.items).toEqual([]);
      expect((await decide(id, { decision: 'refuse' })).status).toBe(200);
    },
  );

  test('a token made on the host is nobody who could be granted anything', async () => {
    const answer = await call(service, 'POST', `/v1/tokens/${token.id}/requests`, {
      as: 'member',
      body: { reason: 'For a script' },
    });
    expect(saying(answer)).toEqual([403, 'forbidden']);
  });

  test('members neither read nor answer what others ask for', async () => {
    const id = await asked();
    expect(saying(await mel.call('GET', '/v1/requests'))).toEqual([403, 'forbidden']);
    expect(saying(await decide(id, { decision: 'grant' }, mel))).toEqual([403, 'forbidden']);
    expect(saying(await reveal())).toEqual([403, 'no_grant']);
  });

  test.each([
    ['no reason', {}, 'missing_field'],
    ['an empty one', { reason: ' \n ' }, 'too_short'],
    ['a very long one', { reason: 'x'.repeat(501) }, 'too_long'],
    ['a number', { reason: 1 }, 'wrong_type'],
    ['a token’s value in it', { reason: `see ${aFrontValue()}` }, 'invalid_value'],
    ['another person’s name on it', { reason: 'x', member: 'mem_x' }, 'unknown_field'],
  ])('%s is refused by name', async (_what, body, code) => {
    const answer = await mel.call('POST', `/v1/tokens/${token.id}/requests`, body);
    expect(saying(answer)).toEqual([422, code]);
    expect((await actions()).map(([action]) => action)).toEqual(['token.created']);
  });

  test('an answer is a grant or a refusal, and only a grant has an end, which lies ahead', async () => {
    const id = await asked();
    for (const body of [
      { decision: 'maybe' },
      { decision: 'grant', until: new Date(Date.now() - 1000).toISOString() },
      { decision: 'refuse', until: nextYear() },
    ]) {
      expect(saying(await decide(id, body))).toEqual([422, 'invalid_value']);
    }
    expect(saying(await decide(id, { decision: 'grant', decidedBy: mel.id }))).toEqual([
      422,
      'unknown_field',
    ]);
    expect(saying(await decide(`req_${'0'.repeat(16)}`, { decision: 'grant' }))).toEqual([
      404,
      'not_found',
    ]);
    expect(await openOnes()).toContain(id);
  });

  test('open requests are told oldest first, answered ones newest first, 200 at most', async () => {
    const rows = Array.from({ length: 205 }, (_, i) => ({
      id: `req_${String(i).padStart(16, '0')}`,
      token_id: token.id,
      member_id: mel.id,
      reason: 'Long ago',
      status: 'refused' as const,
      created_at: new Date(Date.UTC(2020, 0, 1, 0, i)).toISOString(),
      decided_by_id: ada.id,
      decided_by_name: ada.name,
      decided_at: new Date(Date.UTC(2020, 0, 2)).toISOString(),
      answer: '',
    }));
    await service.store.db.insertInto('access_requests').values(rows).execute();
    const first = await asked();
    const olga = await signedInPerson(service, 'Olga Other');
    const second = await asked(olga);
    const items = async (query: string, as = ada) =>
      (await as.call('GET', query)).body.items as { id: string; createdAt: string }[];
    const open = (await items('/v1/requests')).map(({ id }) => id);
    expect(open.indexOf(first)).toBeLessThan(open.indexOf(second));
    for (const list of [
      await items('/v1/requests?status=all'),
      await items('/v1/me/requests', mel),
    ]) {
      expect(list).toHaveLength(200);
      const times = list.map(({ createdAt }) => createdAt);
      expect(times).toEqual(times.toSorted().toReversed());
    }
    expect((await items('/v1/requests?status=all'))[0]?.id).toBe(second);
    expect(saying(await ada.call('GET', '/v1/requests?status=lost'))).toEqual([400, 'bad_query']);
  });
});
