import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASES } from './support/database.ts';
import { call } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { rowCounts } from './support/row-counts.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('asking twice on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  beforeAll(async () => {
    service = await startService(kind);
    replica = await startService(kind, { database: service.database });
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
  });

  const create = (body: object, key: string | null, on = service) =>
    call({ ...on, admin: service.admin }, 'POST', '/v1/tokens', {
      body,
      ...(key === null ? {} : { headers: { 'idempotency-key': key } }),
    });

  test('the same key and body answer with the same token, made once', async () => {
    const body = anIssued();
    const first = await create(body, 'once');
    const before = await rowCounts(service.store);
    const again = await create(body, 'once');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await rowCounts(service.store)).toEqual(before);
  });

  test('the same key with another body is refused', async () => {
    await create(anIssued(), 'reused');
    const answer = await create(anIssued(), 'reused');
    expect([answer.status, answer.body.error.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('a key belongs to who sent it', async () => {
    const body = anIssued();
    await create(body, 'mine');
    const other = await call(replica, 'POST', '/v1/tokens', {
      body: anIssued(),
      headers: { 'idempotency-key': 'mine' },
    });
    expect(other.status).toBe(201);
  });

  test('twenty at once with one key, on two replicas, make one token', async () => {
    const body = anIssued();
    const before = await rowCounts(service.store);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => create(body, 'twenty', i % 2 === 0 ? service : replica)),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const after = await rowCounts(service.store);
    expect(after.tokens).toBe(before.tokens! + 1);
    expect(after.audit_events).toBe(before.audit_events! + 1);
  });

  test('twenty at once with one name, on two replicas: exactly one is created', async () => {
    const body = anIssued();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => create(body, null, i % 2 === 0 ? service : replica)),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  test('a retry still gets its token when the expiry it asked for has passed', async () => {
    const body = anIssued({ expiresAt: new Date(Date.now() + 500).toISOString() });
    const first = await create(body, 'late');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const again = await create(body, 'late');
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });
});
