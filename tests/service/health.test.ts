import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HealthFacts, TokenHealth } from '../../contract/token-health.ts';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { peopleRows } from './support/people-rows.ts';
import { signedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

const DAY_MS = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

describe.each(DATABASES)('health on %s', (kind) => {
  let front: FrontStandIn;
  let service: TestService;
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    service = await startService(kind, { frontApiUrl: front.apiUrl });
    // The last admin can neither be blocked nor removed.
    await signedInPerson(service, 'Ada Admin', 'admin');
  });
  afterAll(async () => {
    await service.stop();
    await front.close();
  });
  const health = async (): Promise<TokenHealth> => {
    const answer = await call(service, 'GET', '/v1/token-health');
    expect(answer.status, answer.text).toBe(200);
    return answer.body as TokenHealth;
  };
  const of = async (id: string): Promise<HealthFacts | undefined> =>
    (await health()).items.find((item) => item.id === id);
  const leave = (id: string) => call(service, 'DELETE', `/v1/members/${id}`);

  test('of a token against which nothing stands here, nothing is said', async () => {
    const token = await created(service, anIssued({ owner: 'Data team' }));
    expect(await of(token.id)).toBeUndefined();
  });

  test('an owner who was removed is one who left, and one whose name somebody else bears is not', async () => {
    const { id } = await signedInPerson(service, 'Lea Leaver');
    const hers = await created(service, anIssued({ owner: 'lea  LEAVER' }));
    expect(await of(hers.id)).toBeUndefined();
    await leave(id);
    expect((await of(hers.id))?.ownerLeft).toBe(true);
    await signedInPerson(service, 'Lea Leaver');
    expect(await of(hers.id)).toBeUndefined();
  });

  test('who left after a look at the value is named, until the value is another', async () => {
    const person = await signedInPerson(service, 'Gus Gone', 'admin');
    const token = await created(service, anIssued());
    const stays = await created(service, anIssued());
    await person.call('POST', `/v1/tokens/${token.id}/reveal`, { via: 'copy' });
    await revealed(service, stays.id);
    expect(await of(token.id)).toBeUndefined();
    await call(service, 'PATCH', `/v1/members/${person.id}`, { body: { status: 'blocked' } });
    expect((await of(token.id))?.seenByLeft.map(({ name }) => name)).toEqual(['Gus Gone']);
    expect(await of(stays.id)).toBeUndefined();
    await call(service, 'POST', `/v1/tokens/${token.id}/rotate`, { body: {} });
    expect(await of(token.id)).toMatchObject({ seenByLeft: [] });
    expect((await of(token.id))?.valueSince).not.toBeNull();
  });

  test('whoever recorded a Front token and left had its value in hand', async () => {
    const person = await signedInPerson(service, 'Rae Recorder', 'admin');
    const { value } = await front.createToken({ name: 'x', scopes: ['tags:read'] });
    const body = { ...aFront({ value }), verify: 'required' };
    const token = (await person.call('POST', '/v1/tokens', body)).body;
    const bare = { kind: 'front', name: 'Notes alone – Rae – tests' };
    const notes = (await person.call('POST', '/v1/tokens', bare)).body;
    await leave(person.id);
    expect((await of(token.id))?.seenByLeft.map(({ name }) => name)).toEqual(['Rae Recorder']);
    expect(await of(notes.id)).toBeUndefined();
  });

  test('what Front said of a value is told, and since when it is', async () => {
    const unsure = await created(service, aFront());
    expect(await of(unsure.id)).toMatchObject({
      verification: 'not_asked',
      valueSince: '2023-11-14T22:13:20.000Z',
    });
    await call(service, 'POST', `/v1/tokens/${unsure.id}/verify`);
    expect((await of(unsure.id))?.verification).toBe('refused');
  });

  test('permissions that no call asked for are named, once the record is a month long and sure', async () => {
    const token = await created(service, anIssued({ scopes: ['tags:read', 'tags:write'] }));
    const { db } = service.store;
    const used = (operation: string, calls: number) =>
      db
        .insertInto('usage_days')
        .values({
          token_id: token.id,
          day: ago(3).slice(0, 10),
          operation,
          outcome: '200',
          calls,
          last_at: ago(3),
        })
        .execute();
    await used('list-tags', 5);
    const change = (columns: object) =>
      db.updateTable('tokens').set(columns).where('id', '=', token.id).execute();
    await change({ call_count: 5, created_at: ago(60) });
    // Counting came to this database today.
    expect(await of(token.id)).toBeUndefined();
    await db
      .updateTable('kysely_migration')
      .set({ timestamp: ago(90) })
      .where('name', '=', '2026_11_26_usage')
      .execute();
    expect((await of(token.id))?.unusedScopes).toMatchObject({ scopes: ['tags:write'] });
    await used('create-tag', 1);
    await change({ call_count: 6 });
    expect(await of(token.id)).toBeUndefined();
    await change({ scopes: '["tags:read","tags:write","contacts:read"]', version: 2 });
    expect((await of(token.id))?.unusedScopes?.scopes).toEqual(['contacts:read']);
    await used('', 1);
    await change({ call_count: 7 });
    expect(await of(token.id)).toBeUndefined();
  });

  test('a deleted token has no health', async () => {
    const token = await created(service, aFront());
    expect(await of(token.id)).toBeDefined();
    await deleted(service, token.id);
    expect(await of(token.id)).toBeUndefined();
  });

  describe('putting a finding aside', () => {
    const path = (id: string, finding = 'no_purpose') => `/v1/tokens/${id}/snoozes/${finding}`;
    const body = (days: number, reason = 'The vendor is asked') => ({ reason, until: ago(-days) });

    test('keeps who did it, why and until when, on record, and is undone by one call', async () => {
      const token = await created(service, anIssued());
      const put = await call(service, 'PUT', path(token.id), { body: body(30) });
      expect(put.status, put.text).toBe(200);
      expect((await of(token.id))?.snoozes).toEqual([put.body]);
      expect(put.body).toMatchObject({ finding: 'no_purpose', reason: 'The vendor is asked' });
      await call(service, 'PUT', path(token.id), { body: body(30, 'Another reason') });
      expect((await of(token.id))?.snoozes.map(({ reason }) => reason)).toEqual(['Another reason']);
      expect((await call(service, 'DELETE', path(token.id))).status).toBe(204);
      expect((await call(service, 'DELETE', path(token.id))).status).toBe(404);
      expect(await of(token.id)).toBeUndefined();
      const actions = (await auditOf(service, `&token=${token.id}`)).map(({ action }) => action);
      expect(actions.slice(0, 3)).toEqual([
        'finding.resumed',
        'finding.snoozed',
        'finding.snoozed',
      ]);
    });

    test('ends by itself on its day', async () => {
      const token = await created(service, anIssued());
      await peopleRows.snooze(service.store, token.id, 'old');
      expect((await of(token.id))?.snoozes).toHaveLength(1);
      await service.store.db
        .updateTable('health_snoozes')
        .set({ until: ago(1) })
        .where('token_id', '=', token.id)
        .execute();
      expect(await of(token.id)).toBeUndefined();
    });

    test.each([
      ['without a reason', { until: ago(-30) }, 422],
      ['with an empty reason', body(30, '  '), 422],
      ['until a day that has passed', body(-1), 422],
      ['for longer than a year', body(400), 422],
    ])('%s is refused', async (_name, sent, status) => {
      const token = await created(service, anIssued());
      expect((await call(service, 'PUT', path(token.id), { body: sent })).status).toBe(status);
      expect(await of(token.id)).toBeUndefined();
    });

    test('of an unknown finding or token there is none', async () => {
      const token = await created(service, anIssued());
      const unknown = await call(service, 'PUT', path(token.id, 'ugly'), { body: body(30) });
      expect(unknown.status).toBe(404);
      const nobody = await call(service, 'PUT', path('tok_0000000000000000'), { body: body(30) });
      expect(nobody.status).toBe(404);
    });
  });
});
