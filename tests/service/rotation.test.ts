import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted, revealed } from './support/http.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { snapshot } from './support/snapshot.ts';
import { startService, type TestService } from './support/start-service.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z';

describe.each(DATABASES)('rotation on %s', (kind) => {
  let front: FrontStandIn;
  let otherFront: FrontStandIn;
  let service: TestService;
  let replica: TestService;
  let backing: { id: string; frontId: string };
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    otherFront = await startFront({
      company: { id: 'cmp_other', name: 'Contoso', slug: 'contoso' },
    });
    service = await startService(kind, { frontApiUrl: front.apiUrl });
    replica = await startService(kind, {
      frontApiUrl: front.apiUrl,
      database: service.database,
    });
    const made = await front.createToken({ name: 'Behind all', scopes: ['shared:*'] });
    backing = { id: (await created(service, aFront({ value: made.value }))).id, frontId: made.id };
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
    await otherFront.close();
    await front.close();
  });

  const issue = async (parts: object = {}) => {
    const token = await created(
      service,
      anIssued({ scopes: ['tags:read'], backedBy: backing.id, ...parts }),
    );
    return { ...token, value: await revealed(service, token.id) };
  };
  const rotate = (id: string, body: object, headers: Record<string, string> = {}) =>
    call(service, 'POST', `/v1/tokens/${id}/rotate`, { body, headers });
  const restore = (id: string) => call(service, 'POST', `/v1/tokens/${id}/restore-value`);
  const rotationOf = async (id: string) =>
    (await call(service, 'GET', `/v1/tokens/${id}/rotation`)).body;
  const through = async (value: string, on = service, path = '/tags') => {
    const response = await fetch(`${on.address}/front${path}`, {
      headers: { authorization: `Bearer ${value}` },
    });
    await response.arrayBuffer();
    return response.status;
  };
  const onBoth = (value: string) => Promise.all([through(value), through(value, replica)]);
  const endAll = (id: string) =>
    service.store.db
      .updateTable('outgoing_values')
      .set({ ends_at: LONG_AGO })
      .where('token_id', '=', id)
      .execute();

  describe('of an issued token', () => {
    test('gives it a new value, and the old one works beside it until its grace is over', async () => {
      const token = await issue();
      const answer = await rotate(token.id, { graceSeconds: 3_600 });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.headers.get('etag')).toBe('"2"');
      expect(answer.text).not.toContain('ftk_');
      const value = await revealed(service, token.id);
      expect(value).not.toBe(token.value);
      expect(answer.body.hint).toBe(value.slice(-4));
      expect(await onBoth(value)).toEqual([200, 200]);
      expect(await onBoth(token.value)).toEqual([200, 200]);
      await endAll(token.id);
      expect(await onBoth(token.value)).toEqual([401, 401]);
      expect(await onBoth(value)).toEqual([200, 200]);
    });

    test('keeps nothing of the old value that could be opened', async () => {
      const token = await issue();
      const sealed = () =>
        service.store.db
          .selectFrom('token_values')
          .selectAll()
          .where('token_id', '=', token.id)
          .execute();
      const [before] = await sealed();
      await rotate(token.id, {});
      const after = await sealed();
      expect(after).toHaveLength(1);
      expect(after[0]?.value_version).toBe(2);
      expect(after[0]?.sealed).not.toBe(before?.sealed);
      const [old] = await service.store.db
        .selectFrom('outgoing_values')
        .selectAll()
        .where('token_id', '=', token.id)
        .execute();
      expect(old?.digest).toBe(before?.digest);
      expect(JSON.stringify(old)).not.toContain(before?.sealed);
    });

    test('without a grace time ends the old value at once, and older ones with it', async () => {
      const token = await issue();
      await rotate(token.id, { graceSeconds: 3_600 });
      const second = await revealed(service, token.id);
      await rotate(token.id, { graceSeconds: 0 });
      expect(await onBoth(token.value)).toEqual([401, 401]);
      expect(await onBoth(second)).toEqual([401, 401]);
      expect((await rotationOf(token.id)).outgoing).toEqual([]);
      expect(await through(await revealed(service, token.id))).toBe(200);
    });

    test('lets no older value outlive the one that is replaced now', async () => {
      const token = await issue();
      await rotate(token.id, { graceSeconds: 86_400 });
      await rotate(token.id, { graceSeconds: 60 });
      const { outgoing } = await rotationOf(token.id);
      expect(outgoing).toHaveLength(2);
      expect(new Set(outgoing.map((old: { endsAt: string }) => old.endsAt)).size).toBe(1);
      expect(await through(token.value)).toBe(200);
    });

    test('is refused while five old values work, and goes on when they were ended', async () => {
      const token = await issue();
      for (let i = 0; i < 5; i++) expect((await rotate(token.id, {})).status).toBe(200);
      const value = await revealed(service, token.id);
      const refused = await rotate(token.id, {});
      expect([refused.status, refused.body.error.code]).toEqual([409, 'rotated_too_often']);
      expect(await revealed(service, token.id)).toBe(value);
      await call(service, 'POST', `/v1/tokens/${token.id}/end-grace`);
      expect((await rotate(token.id, {})).status).toBe(200);
    });

    test('sent again with its key gives the same answer and no second value', async () => {
      const token = await issue();
      const headers = { 'idempotency-key': randomUUID() };
      const first = await rotate(token.id, { graceSeconds: 60 }, headers);
      const value = await revealed(service, token.id);
      await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
        headers: { 'if-match': '*' },
        body: { purpose: 'Changed meanwhile' },
      });
      const again = await rotate(token.id, { graceSeconds: 60 }, headers);
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(await revealed(service, token.id)).toBe(value);
      expect((await rotationOf(token.id)).outgoing).toHaveLength(1);
      const other = await rotate(token.id, { graceSeconds: 61 }, headers);
      expect([other.status, other.body.error.code]).toEqual([422, 'idempotency_key_reused']);
    });

    test('sent eight times at once with one key, to two replicas, makes one new value', async () => {
      const token = await issue();
      const headers = { 'idempotency-key': randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          call(i % 2 === 0 ? service : replica, 'POST', `/v1/tokens/${token.id}/rotate`, {
            // A key is its caller’s own.
            as: service.admin,
            headers,
            body: { graceSeconds: 60 },
          }),
        ),
      );
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect((await rotationOf(token.id)).outgoing).toHaveLength(1);
      const rotated = await auditOf(service, `&token=${token.id}&action=token.rotated`);
      expect(rotated).toHaveLength(1);
    });

    test('tells which old value is still used', async () => {
      const token = await issue();
      await rotate(token.id, {});
      expect((await rotationOf(token.id)).outgoing).toMatchObject([
        { hint: token.hint, lastUsedAt: null, callCount: 0 },
      ]);
      await through(token.value);
      await through(token.value, replica);
      await through(await revealed(service, token.id));
      await expect
        .poll(async () => (await rotationOf(token.id)).outgoing[0].callCount, { timeout: 10_000 })
        .toBe(2);
      expect((await rotationOf(token.id)).outgoing[0].lastUsedAt).not.toBeNull();
    });

    test('ends the old value early when an admin says so, on every replica, and says it in the log', async () => {
      const token = await issue();
      await rotate(token.id, {});
      const ended = await call(replica, 'POST', `/v1/tokens/${token.id}/end-grace`);
      expect([ended.status, ended.body.outgoing]).toEqual([200, []]);
      expect(await onBoth(token.value)).toEqual([401, 401]);
      const events = await auditOf(service, `&token=${token.id}`);
      expect(events[0]).toMatchObject({
        action: 'token.grace_ended',
        detail: { oldHints: [token.hint] },
      });
      await call(service, 'POST', `/v1/tokens/${token.id}/end-grace`);
      expect(await auditOf(service, `&token=${token.id}&action=token.grace_ended`)).toHaveLength(1);
    });

    test('is undone by nothing: the delete ends the new value and the old one', async () => {
      const token = await issue();
      await rotate(token.id, {});
      const value = await revealed(service, token.id);
      await deleted(service, token.id);
      expect(await onBoth(value)).toEqual([401, 401]);
      expect(await onBoth(token.value)).toEqual([401, 401]);
      expect((await rotationOf(token.id)).outgoing).toEqual([]);
      expect((await rotate(token.id, {})).body.error.code).toBe('token_deleted');
    });

    test.each([
      [{ graceSeconds: -1 }, 422],
      [{ graceSeconds: 1.5 }, 422],
      [{ graceSeconds: 30 * 86_400 + 1 }, 422],
      [{ graceSeconds: '60' }, 422],
      [{ value: 'x' }, 422],
      [{ unknown: 1 }, 422],
    ])('with %j is refused and changes nothing', async (body, status) => {
      const token = await issue();
      const before = await snapshot(service.store);
      expect((await rotate(token.id, body)).status).toBe(status);
      expect(await snapshot(service.store)).toEqual(before);
    });

    test('for another version than the one that was seen is refused', async () => {
      const token = await issue();
      const answer = await rotate(token.id, {}, { 'if-match': '"7"' });
      expect([answer.status, answer.body.error.code]).toEqual([412, 'stale_version']);
    });
  });

  describe('of a Front token', () => {
    const record = async (scopes: string[] = ['shared:*']) => {
      const made = await front.createToken({ name: randomUUID(), scopes });
      const token = await created(service, aFront({ value: made.value }));
      const issued = await created(
        service,
        anIssued({ scopes: ['tags:read'], backedBy: token.id }),
      );
      const value = await revealed(service, issued.id);
      return { ...token, frontId: made.id, value: made.value, issued: { ...issued, value } };
    };
    const lastToken = () => front.calls.at(-1)?.tokenId;

    test('changes what calls go out with, and nothing for any client', async () => {
      const token = await record();
      const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
      expect((await rotate(token.id, { value: next.value })).status).toBe(200);
      expect(await onBoth(token.issued.value)).toEqual([200, 200]);
      expect(lastToken()).toBe(next.id);
      expect(await revealed(service, token.id)).toBe(next.value);
      expect(await rotationOf(token.id)).toMatchObject({
        outgoing: [],
        previous: { hint: token.hint },
        company: { id: 'cmp_standin', name: 'Northwind Traders' },
      });
    });

    test('is undone by one call, and that call by another', async () => {
      const token = await record();
      const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
      await rotate(token.id, { value: next.value });
      expect((await restore(token.id)).status).toBe(200);
      await through(token.issued.value);
      expect(lastToken()).toBe(token.frontId);
      expect((await restore(token.id)).status).toBe(200);
      await through(token.issued.value);
      expect(lastToken()).toBe(next.id);
      const actions = (await auditOf(service, `&token=${token.id}`)).map(({ action }) => action);
      expect(actions.filter((action) => action !== 'token.revealed')).toEqual([
        'token.value_restored',
        'token.value_restored',
        'token.rotated',
        'token.created',
      ]);
    });

    test('cannot be undone once its week is over, or with a value that Front no longer takes', async () => {
      const token = await record();
      const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
      await rotate(token.id, { value: next.value });
      front.deleteToken(token.frontId);
      const dead = await restore(token.id);
      expect([dead.status, dead.body.error.code]).toEqual([422, 'front_refuses_value']);
      await service.store.db
        .updateTable('previous_values')
        .set({ kept_until: LONG_AGO })
        .where('token_id', '=', token.id)
        .execute();
      const late = await restore(token.id);
      expect([late.status, late.body.error.code]).toEqual([409, 'no_previous_value']);
      expect(await through(token.issued.value)).toBe(200);
    });

    test('with another company’s value, a dead one, or while Front is away changes nothing', async () => {
      const token = await record();
      const foreign = (await otherFront.createToken({ name: 'Foreign', scopes: ['shared:*'] }))
        .value;
      const before = await snapshot(service.store);
      // Another company's token is one that Front takes and names another company for.
      const switched = await startService(kind, {
        database: service.database,
        frontApiUrl: otherFront.apiUrl,
      });
      await service.store.db
        .insertInto('front_companies')
        .values({
          token_id: token.id,
          company_id: 'cmp_standin',
          company_name: 'Northwind Traders',
          seen_at: LONG_AGO,
        })
        .execute();
      // Calls of tests before are counted in the tokens’ rows a moment later.
      const kept = async () => {
        const { tokens: _counted, ...rest } = await snapshot(service.store);
        return rest;
      };
      const recorded = await kept();
      const other = await call(switched, 'POST', `/v1/tokens/${token.id}/rotate`, {
        body: { value: foreign, oldCompany: 'unproven' },
      });
      expect([other.status, other.body.error.code]).toEqual([422, 'other_company']);
      expect(other.text).toContain('Contoso');
      await switched.stop();
      const dead = await rotate(token.id, { value: aFrontValue() });
      expect([dead.status, dead.body.error.code]).toEqual([422, 'front_refuses_value']);
      const away = await startService(kind, { database: service.database });
      const lost = await call(away, 'POST', `/v1/tokens/${token.id}/rotate`, {
        body: { value: foreign },
      });
      expect([lost.status, lost.body.error.code]).toEqual([503, 'front_unreachable']);
      await away.stop();
      expect(await kept()).toEqual(recorded);
      expect(recorded.token_values).toBe(before.token_values);
    });

    test('whose old value is dead and names no company needs somebody’s word', async () => {
      const token = await record();
      front.deleteToken(token.frontId);
      const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
      const asked = await rotate(token.id, { value: next.value });
      expect([asked.status, asked.body.error.code]).toEqual([409, 'company_unproven']);
      expect(asked.text).toContain('Northwind Traders');
      const said = await rotate(token.id, { value: next.value, oldCompany: 'unproven' });
      expect(said.status).toBe(200);
      // Now the company is on record, and the next time nobody has to give their word.
      front.deleteToken(next.id);
      const third = await front.createToken({ name: 'Third', scopes: ['shared:*'] });
      expect((await rotate(token.id, { value: third.value })).status).toBe(200);
    });

    test('takes no value that is recorded already, and records no earlier value as another token', async () => {
      const token = await record();
      const same = await rotate(token.id, { value: token.value });
      expect([same.status, same.body.error.code]).toEqual([409, 'value_known']);
      const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
      await rotate(token.id, { value: next.value });
      const twice = await call(service, 'POST', '/v1/tokens', {
        body: aFront({ value: token.value }),
      });
      expect([twice.status, twice.body.error.code]).toEqual([409, 'value_known']);
    });

    test('whose new value lacks what issued tokens have is refused, naming them', async () => {
      const token = await record();
      const narrow = await front.createToken({ name: 'Narrow', scopes: ['contacts:read'] });
      const before = await snapshot(service.store);
      const answer = await rotate(token.id, { value: narrow.value });
      expect([answer.status, answer.body.error.code]).toEqual([422, 'backing_lacks_scope']);
      expect(answer.text).toContain(token.issued.name);
      expect(await snapshot(service.store)).toEqual(before);
    });

    test('leaves no value, old or new, in the log', async () => {
      const token = await record();
      const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
      await rotate(token.id, { value: next.value });
      await restore(token.id);
      const log = JSON.stringify(await auditOf(service, `&token=${token.id}`));
      for (const value of [token.value, next.value]) expect(log).not.toContain(value);
    });

    test('deletes the earlier value with the token', async () => {
      const token = await record();
      const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
      await rotate(token.id, { value: next.value });
      await deleted(service, token.id);
      const left = await service.store.db
        .selectFrom('previous_values')
        .selectAll()
        .where('token_id', '=', token.id)
        .execute();
      expect(left).toEqual([]);
    });
  });
});
