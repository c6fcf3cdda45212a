import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import type { FoundTokens } from '../../contract/find-tokens.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted, revealed } from './support/http.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

/** As the stand-in names it. */
const COMPANY = { id: 'cmp_standin', name: 'Northwind Traders' };

describe.each(DATABASES)('recording what was made in Front on %s', (kind) => {
  let front: FrontStandIn;
  let service: TestService;
  /** Answers for a company of its own, whatever the value is. */
  let stranger: Upstream;
  let answer: () => [number, string];
  let askedOf: string[];
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    service = await startService(kind, { frontApiUrl: front.apiUrl });
    stranger = await startUpstream((request, response) => {
      askedOf.push(`${request.method} ${request.url}`);
      const [status, body] = answer();
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  afterAll(async () => {
    await service.stop();
    await stranger.close();
    await front.close();
  });
  const record = (body: object, headers: Record<string, string> = {}) =>
    call(service, 'POST', '/v1/tokens', { body, headers });
  const factsOf = async (id: string, on: TestService = service) =>
    (await call(on, 'GET', `/v1/tokens/${id}/value-facts`, { as: 'member' })).body;
  const valueOfFront = async (scopes = ['shared:*']) =>
    (await front.createToken({ name: randomUUID(), scopes })).value;
  const rows = async (on = service) =>
    (await on.store.db.selectFrom('tokens').select('id').execute()).length;

  test('a value that Front takes is recorded with the company that Front names', async () => {
    const value = await valueOfFront();
    const { status, body, text } = await record({ ...aFront({ value }), verify: 'required' });
    expect(status, text).toBe(201);
    const { verification } = body as CreatedToken;
    expect(verification).toMatchObject({ kind: 'verified', company: COMPANY });
    expect((await factsOf(body.id)).verification).toEqual(verification);
    const [event] = await auditOf(service, `&token=${body.id as string}`);
    expect(event?.detail).toMatchObject({
      verification: 'verified',
      company: { id: COMPANY.id },
    });
  });

  test('what the value says of itself is kept, unknown claims as they are, and a value among them is not', async () => {
    const nested = aFrontValue();
    const value = aFrontValue({
      scopes: ['tags:read', 'rockets:launch'],
      iat: 1_700_000_000,
      jti: 'abc123',
      colour: { of: ['blue', 7] },
      inside: { deep: nested },
    });
    const { body } = await record(aFront({ value }));
    const { claims } = await factsOf(body.id);
    expect(claims).toEqual({
      scopes: ['tags:read', 'rockets:launch'],
      issuedAt: '2023-11-14T22:13:20.000Z',
      frontId: 'abc123',
      subject: 'cmp_test',
      other: { colour: { of: ['blue', 7] } },
    });
    await deleted(service, body.id);
    expect((await factsOf(body.id)).claims.frontId).toBe('abc123');
  });

  test('a value that Front refuses is not recorded where proof is asked for, and else says so of itself', async () => {
    const value = aFrontValue();
    const before = await rows();
    const refused = await record({ ...aFront({ value }), verify: 'required' });
    expect([refused.status, refused.body.error.code]).toEqual([422, 'front_refuses_value']);
    expect(refused.body.error.details.fields[0].field).toBe('value');
    expect(await rows()).toBe(before);
    const kept = await record({ ...aFront({ value }), verify: 'if_possible' });
    expect(kept.body.verification).toMatchObject({ kind: 'refused', company: null });
  });

  test('without an answer of Front’s nothing is claimed: refused where proof is asked for, else recorded as unproven', async () => {
    const lonely = await startService(kind, { frontApiUrl: 'http://127.0.0.1:9' });
    const make = (parts: object) =>
      call(lonely, 'POST', '/v1/tokens', { body: { ...aFront(), ...parts } });
    const refused = await make({ verify: 'required' });
    expect([refused.status, refused.body.error.code]).toEqual([503, 'front_unreachable']);
    expect(await rows(lonely)).toBe(0);
    const kept = await make({ verify: 'if_possible' });
    expect(kept.body.verification).toMatchObject({ kind: 'unreachable', company: null });
    const later = await make({});
    expect(later.body.verification).toEqual({ kind: 'not_asked', at: null, company: null });
    await lonely.stop();
  });

  test('another company’s value is refused by name, however it is asked for, and Front is asked once a value by GET /me alone', async () => {
    askedOf = [];
    answer = () => [200, JSON.stringify({ id: 'cmp_first', name: 'Northwind' })];
    const own = await startService(kind, { frontApiUrl: stranger.url });
    const make = (body: object, headers = {}) => call(own, 'POST', '/v1/tokens', { body, headers });
    await created(own, { ...aFront(), verify: 'required' });
    answer = () => [200, JSON.stringify({ id: 'cmp_second', name: 'Contoso' })];
    for (const verify of ['required', 'if_possible'] as const) {
      const { status, body } = await make({ ...aFront(), verify });
      expect([status, body.error.code]).toEqual([422, 'other_company']);
      expect(body.error.message).toMatch(/“Contoso” \(cmp_second\).*“Northwind” \(cmp_first\)/);
    }
    expect(askedOf).toEqual(['GET /me', 'GET /me', 'GET /me']);
    expect((await call(own, 'GET', '/v1/front-companies', { as: 'member' })).body.items).toEqual([
      { id: 'cmp_first', name: 'Northwind', tokens: 1 },
    ]);
    const { value: _none, ...notes } = aFront();
    const bare = await created(own, notes);
    const filled = await call(own, 'POST', `/v1/tokens/${bare.id}/rotate`, {
      body: { value: aFrontValue() },
    });
    expect([filled.status, filled.body.error.code]).toEqual([422, 'other_company']);
    await own.stop();
  });

  test('a value that is known, and a press that is repeated, are not sent to Front again', async () => {
    askedOf = [];
    answer = () => [200, JSON.stringify({ id: 'cmp_first', name: 'Northwind' })];
    const own = await startService(kind, { frontApiUrl: stranger.url });
    const token = { ...aFront(), verify: 'required' } as const;
    const headers = { 'idempotency-key': randomUUID() };
    const make = (body: object) => call(own, 'POST', '/v1/tokens', { body, headers });
    const first = await make(token);
    const again = await make(token);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const twice = await call(own, 'POST', '/v1/tokens', { body: aFront({ value: token.value! }) });
    expect([twice.status, twice.body.error.code]).toEqual([409, 'value_known']);
    expect(twice.body.error.message).toContain(token.name);
    expect(askedOf).toEqual(['GET /me']);
    await own.stop();
  });

  test('Front can be asked later, and what it says stands with the token', async () => {
    const good = await created(service, {
      ...aFront({ value: await valueOfFront() }),
      verify: 'later',
    });
    const verify = (id: string) => call(service, 'POST', `/v1/tokens/${id}/verify`);
    const asked = await verify(good.id);
    expect(asked.body.verification).toMatchObject({ kind: 'verified', company: COMPANY });
    expect(await factsOf(good.id)).toEqual(asked.body);
    const junk = await created(service, { ...aFront(), verify: 'later' });
    expect((await verify(junk.id)).body.verification.kind).toBe('refused');
    const { value: _none, ...notes } = aFront();
    const bare = await verify((await created(service, notes)).id);
    expect([bare.status, bare.body.error.code]).toEqual([409, 'no_value']);
    const issued = await verify((await created(service, anIssued())).id);
    expect([issued.status, issued.body.error.code]).toEqual([409, 'not_made_in_front']);
    const [event] = await auditOf(service, `&token=${junk.id}`);
    expect([event?.action, event?.detail.verification]).toEqual(['token.verified', 'refused']);
  });

  test('a new value brings its own facts, and the earlier one its own when it is put back', async () => {
    const token = await created(service, aFront({ value: await valueOfFront(['tags:read']) }));
    const before = await factsOf(token.id);
    const next = await valueOfFront(['tags:write']);
    await call(service, 'POST', `/v1/tokens/${token.id}/rotate`, { body: { value: next } });
    const after = await factsOf(token.id);
    expect(after.claims.scopes).toEqual(['tags:write']);
    expect(after.verification.kind).toBe('verified');
    await call(service, 'POST', `/v1/tokens/${token.id}/restore-value`);
    expect((await factsOf(token.id)).claims).toEqual(before.claims);
  });

  test('what the service itself asks is laid to no token and to nobody past the gateway', async () => {
    const counting = await startFront({ rateLimit: 100 });
    const own = await startService(kind, { frontApiUrl: counting.apiUrl });
    for (const name of ['one', 'two', 'three']) {
      const { value } = await counting.createToken({ name, scopes: ['tags:read'] });
      await created(own, { ...aFront({ value }), verify: 'required' });
    }
    const budget = async () => (await call(own, 'GET', '/v1/budget')).body;
    await expect.poll(async () => (await budget()).limitFrom, { timeout: 5_000 }).toBe('front');
    expect(await budget()).toMatchObject({ limit: 100, outside: { minute: 0 }, tokens: [] });
    await own.stop();
    await counting.close();
  });

  describe('finding whose a value is', () => {
    const sha256 = (value: string) => createHash('sha256').update(value).digest('hex');
    const find = (values: readonly string[], on = service) =>
      call(on, 'POST', '/v1/tokens/find', { as: 'member', body: { digests: values.map(sha256) } });

    test('values of both kinds are found by their SHA-256, and a stranger’s is not', async () => {
      const value = aFrontValue();
      const token = await created(service, aFront({ value, owner: 'Data team', purpose: 'Sync' }));
      const issued = await created(service, anIssued());
      const { body, status, text } = await find([
        aFrontValue(),
        await revealed(service, issued.id),
        value,
      ]);
      expect(status, text).toBe(200);
      expect((body as FoundTokens).items.map((item) => [item.token.id, item.state])).toEqual([
        [issued.id, 'current'],
        [token.id, 'current'],
      ]);
      expect(body.items[1].token).toMatchObject({ owner: 'Data team', purpose: 'Sync' });
      expect(Date.parse(body.rememberedSince)).toBeLessThan(Date.now());
    });

    test('an old value is told from the new one, and with it how long it works', async () => {
      const issued = await created(service, anIssued());
      const old = await revealed(service, issued.id);
      await call(service, 'POST', `/v1/tokens/${issued.id}/rotate`, {
        body: { graceSeconds: 600 },
      });
      const inGrace = (await find([old])).body.items[0];
      expect(inGrace.state).toBe('earlier');
      expect(Date.parse(inGrace.worksUntil)).toBeGreaterThan(Date.now());
      await call(service, 'POST', `/v1/tokens/${issued.id}/end-grace`);
      expect((await find([old])).body.items[0]).toMatchObject({
        state: 'earlier',
        worksUntil: null,
      });
      const now = await revealed(service, issued.id);
      expect((await find([now])).body.items[0].state).toBe('current');
    });

    test('a value that was replaced stays an earlier one when the one before it was put back and replaced again', async () => {
      const { id } = await created(service, aFront({ value: await valueOfFront() }));
      const rotate = (value: string) =>
        call(service, 'POST', `/v1/tokens/${id}/rotate`, { body: { value } });
      const second = await valueOfFront();
      expect((await rotate(second)).status).toBe(200);
      const back = await call(service, 'POST', `/v1/tokens/${id}/restore-value`);
      expect(back.status, back.text).toBe(200);
      // As the sweep does once the days are over.
      await service.store.db.deleteFrom('previous_values').where('token_id', '=', id).execute();
      const third = await valueOfFront();
      expect((await rotate(third)).status).toBe(200);
      const states = (await find([second, third])).body.items.map(
        ({ state }: FoundTokens['items'][number]) => state,
      );
      expect(states).toEqual(['earlier', 'current']);
    });

    test('a deleted value is recognised, with its day, though nothing is left that could open it', async () => {
      const issued = await created(service, anIssued());
      const value = await revealed(service, issued.id);
      await deleted(service, issued.id);
      const [found] = (await find([value])).body.items;
      expect(found).toMatchObject({
        state: 'deleted',
        token: { id: issued.id, status: 'deleted' },
      });
      expect(found.token.deletedAt).not.toBeNull();
      const left = await service.store.db
        .selectFrom('value_traces')
        .selectAll()
        .where('token_id', '=', issued.id)
        .execute();
      expect(left).toHaveLength(1);
      expect(JSON.stringify(left)).not.toContain(sha256(value));
      const gateway = await fetch(`${service.address}/front/tags`, {
        headers: { authorization: `Bearer ${value}` },
      });
      expect(gateway.status).toBe(401);
    });

    test('what somebody found is on record at the token, and the question with its numbers', async () => {
      const issued = await created(service, anIssued());
      await find([await revealed(service, issued.id), aFrontValue()]);
      const [event] = await auditOf(service, `&token=${issued.id}`);
      expect([event?.action, event?.detail.state]).toEqual(['token.found', 'current']);
      const [asked] = await auditOf(service, '&action=tokens.looked_for');
      expect(asked?.detail).toMatchObject({ values: 2, found: 1 });
    });

    test('a person asks thirty times a minute at most', async () => {
      const busy = await startService(kind);
      const answers = [];
      for (let turn = 0; turn < 31; turn += 1) answers.push((await find(['x'], busy)).status);
      expect(answers.filter((status) => status === 200)).toHaveLength(30);
      expect(answers.at(-1)).toBe(429);
      const other = await call(busy, 'POST', '/v1/tokens/find', {
        body: { digests: [sha256('x')] },
      });
      expect(other.status).toBe(200);
      await busy.stop();
    });

    test('Front is asked about values thirty times a minute by one person at most', async () => {
      const busy = await startService(kind);
      const { id } = await created(busy, aFront({ value: aFrontValue({ jti: 'busy' }) }));
      const verify = () => call(busy, 'POST', `/v1/tokens/${id}/verify`);
      const statuses = [];
      for (let turn = 0; turn < 31; turn += 1) statuses.push((await verify()).status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(30);
      expect(statuses.at(-1)).toBe(429);
      await busy.stop();
    });

    test('what Front has said of a value stays, when its trace is filled in afterwards', async () => {
      const first = await startService(kind);
      const value = aFrontValue({ jti: 'fresh' });
      const { id } = await created(first, aFront({ value }));
      await first.store.db
        .updateTable('front_values')
        .set({ verification: 'refused' })
        .where('token_id', '=', id)
        .execute();
      await first.store.db.deleteFrom('value_traces').execute();
      const second = await startService(kind, { database: first.database });
      await expect.poll(async () => (await find([value], second)).body.items.length).toBe(1);
      expect(await factsOf(id, second)).toMatchObject({ verification: { kind: 'refused' } });
      await second.stop();
      await first.stop();
    });

    test('values from before there were traces are recognised after the next start', async () => {
      const first = await startService(kind);
      const value = aFrontValue({ jti: 'older' });
      const token = await created(first, aFront({ value }));
      const issued = await created(first, anIssued());
      const issuedValue = await revealed(first, issued.id);
      await first.store.db.deleteFrom('value_traces').execute();
      await first.store.db.deleteFrom('front_values').execute();
      expect((await find([value], first)).body.items).toEqual([]);
      const second = await startService(kind, { database: first.database });
      await expect
        .poll(async () => (await find([value, issuedValue], second)).body.items.length)
        .toBe(2);
      expect(await factsOf(token.id, second)).toMatchObject({
        claims: { frontId: 'older' },
        verification: { kind: 'not_asked' },
      });
      await second.stop();
      await first.stop();
    });
  });
});
