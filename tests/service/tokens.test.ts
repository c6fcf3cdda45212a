import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../contract/routes.ts';
import { parseTokenValue } from '../../contract/token-value.ts';
import { DATABASES } from './support/database.ts';
import { call, created, deleted, revealed } from './support/http.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();

describe.each(DATABASES)('tokens on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  test('an issued token is answered whole, without its value, and with its ETag', async () => {
    const front = await created(service, aFront());
    const answer = await call(service, 'POST', '/v1/tokens', {
      body: anIssued({
        name: '  Importer   – contacts – production ',
        purpose: 'Copies contacts\nevery night.',
        tags: ['Sync', 'sync', 'contacts'],
        owner: 'Data team',
        environment: 'production',
        usedIn: [{ label: 'job', url: 'https://ci.example.com/job' }],
        namespaces: ['shared'],
        expiresAt: '2099-01-31T00:00:00Z',
        backedBy: front.id,
      }),
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(ROUTES.createToken.success.schema.parse(answer.body)).toEqual(answer.body);
    expect(answer.body).toMatchObject({
      kind: 'issued',
      status: 'active',
      scopes: ['contacts:read'],
      tags: ['Sync', 'contacts'],
      expiresAt: '2099-01-31T00:00:00.000Z',
      backedBy: front.id,
      lastUsedAt: null,
      callCount: 0,
      version: 1,
    });
    expect(answer.text).not.toMatch(/ftk_|eyJ/);
    const read = await call(service, 'GET', `/v1/tokens/${answer.body.id as string}`);
    expect(read.body).toEqual(answer.body);
  });

  test('a revealed issued value has the published shape and ends with the hint', async () => {
    const token = await created(service, anIssued());
    const value = await revealed(service, token.id);
    expect(parseTokenValue(value)).not.toBeNull();
    expect(value.slice(-4)).toBe(token.hint);
    expect(await revealed(service, token.id)).toBe(value);
  });

  test('a reveal may be kept by no cache', async () => {
    const token = await created(service, anIssued());
    const answer = await call(service, 'POST', `/v1/tokens/${token.id}/reveal`, {
      body: { via: 'reveal' },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('a pasted Front token keeps its own scopes, unknown ones verbatim, and comes back byte for byte', async () => {
    const value = aFrontValue({ scopes: ['shared:*', 'rockets:launch'], colour: 'blue' });
    const { value: _value, ...notes } = aFront();
    const token = await created(service, { ...notes, value: `  Bearer ${value}\n` });
    expect(token.scopes).toEqual(['shared:*', 'rockets:launch']);
    expect(await revealed(service, token.id)).toBe(value);
  });

  test('a Front token can be recorded with notes alone, and has nothing to reveal', async () => {
    const { value: _value, ...notes } = aFront({ features: ['auto_provisioning'] });
    const token = await created(service, notes);
    expect(token.hint).toBeNull();
    const answer = await call(service, 'POST', `/v1/tokens/${token.id}/reveal`, {
      body: { via: 'reveal' },
    });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'no_value']);
  });

  test.each([
    ['an issued value', () => 'ftk_abc', /issued here/],
    ['a token of another system', () => aFrontValue({ iss: 'other' }), /another system/],
    ['junk', () => 'hello', /not a Front API token/],
  ])('%s is no Front token, and says why', async (_name, value, words) => {
    const answer = await call(service, 'POST', '/v1/tokens', { body: aFront({ value: value() }) });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('not_a_front_token');
    expect(answer.body.error.message).toMatch(words);
    expect(answer.body.error.details.fields[0].field).toBe('value');
  });

  test('the same value is recorded once', async () => {
    const value = aFrontValue();
    const first = await created(service, aFront({ value }));
    const answer = await call(service, 'POST', '/v1/tokens', { body: aFront({ value }) });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'value_known']);
    expect(answer.body.error.message).toContain(first.name);
  });

  test('an issued token stands on the newest Front token that covers its scopes', async () => {
    const covering = await created(
      service,
      aFront({ value: aFrontValue({ scopes: ['drafts:read', 'drafts:write'] }) }),
    );
    await created(service, aFront({ value: aFrontValue({ scopes: ['shifts:read'] }) }));
    const token = await created(service, anIssued({ scopes: ['drafts:read'] }));
    expect(token.backedBy).toBe(covering.id);
  });

  test('a Front token that lacks a scope cannot stand behind it', async () => {
    const weak = await created(service, aFront({ value: aFrontValue({ scopes: ['tags:read'] }) }));
    const answer = await call(service, 'POST', '/v1/tokens', {
      body: anIssued({ scopes: ['tags:read', 'tags:delete'], backedBy: weak.id }),
    });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'backing_lacks_scope']);
    expect(answer.body.error.message).toContain('tags:delete');
  });

  test('an expiry has to lie ahead', async () => {
    const answer = await call(service, 'POST', '/v1/tokens', {
      body: anIssued({ expiresAt: inHours(-1) }),
    });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'invalid_value']);
    expect(answer.body.error.details.fields[0].field).toBe('expiresAt');
  });

  test('a patch changes what was sent, nothing else, and raises the version', async () => {
    const token = await created(service, anIssued({ tags: ['a'], owner: 'Mira' }));
    const answer = await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
      headers: { 'if-match': '"1"' },
      body: { purpose: 'Now with a purpose', tags: ['b'] },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"2"');
    const { updatedAt: _then, ...before } = token;
    expect(answer.body).toMatchObject({
      ...before,
      purpose: 'Now with a purpose',
      tags: ['b'],
      version: 2,
    });
  });

  test('a patch that changes nothing leaves the version as it is', async () => {
    const token = await created(service, anIssued({ purpose: 'Same' }));
    const answer = await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
      headers: { 'if-match': '"1"' },
      body: { purpose: ' Same ' },
    });
    expect(answer.headers.get('etag')).toBe('"1"');
  });

  test('of two people who edit the same version, the second is told', async () => {
    const token = await created(service, anIssued());
    const edit = (purpose: string) =>
      call(service, 'PATCH', `/v1/tokens/${token.id}`, {
        headers: { 'if-match': '"1"' },
        body: { purpose },
      });
    const answers = await Promise.all([edit('one'), edit('two')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
  });

  test('a deleted token keeps its notes as a tombstone and gives up its value for good', async () => {
    const token = await created(service, anIssued({ purpose: 'Was for the import' }));
    const answer = await call(service, 'DELETE', `/v1/tokens/${token.id}`, {
      headers: { 'if-match': '"1"' },
    });
    expect([answer.status, answer.text]).toEqual([204, '']);
    const tombstone = await call(service, 'GET', `/v1/tokens/${token.id}`);
    expect(tombstone.status).toBe(200);
    expect(tombstone.body).toMatchObject({
      name: token.name,
      status: 'deleted',
      purpose: 'Was for the import',
      version: 2,
    });
    const rows = await service.store.db
      .selectFrom('token_values')
      .select('token_id')
      .where('token_id', '=', token.id)
      .execute();
    expect(rows).toEqual([]);
  });

  test('the name of a deleted token is free again', async () => {
    const token = await created(service, anIssued());
    await deleted(service, token.id);
    const again = await created(service, anIssued({ name: token.name }));
    expect(again.id).not.toBe(token.id);
  });

  test('of two deletes at once, one is told that it came too late', async () => {
    const token = await created(service, anIssued());
    const remove = () =>
      call(service, 'DELETE', `/v1/tokens/${token.id}`, { headers: { 'if-match': '"1"' } });
    const answers = await Promise.all([remove(), remove()]);
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses[0]).toBe(204);
    expect([404, 412]).toContain(statuses[1]);
  });

  test('who is calling, and in which company, can be asked', async () => {
    const admin = await call(service, 'GET', '/v1/me');
    expect(admin.body).toMatchObject({ role: 'admin', company: 'Your company' });
    const member = await call(service, 'GET', '/v1/me', { as: 'member' });
    expect(member.body).toMatchObject({ role: 'member' });
  });

  test('health and readiness are open', async () => {
    const health = await call(service, 'GET', '/healthz', { as: null });
    expect(health.body).toMatchObject({ status: 'ok', service: 'front-token-companion' });
    const ready = await call(service, 'GET', '/readyz', { as: null });
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready' }]);
  });
});
