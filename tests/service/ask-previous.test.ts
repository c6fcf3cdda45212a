import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('the question whether an earlier value still works, on %s', (kind) => {
  let front: FrontStandIn;
  let service: TestService;
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    service = await startService(kind, { frontApiUrl: front.apiUrl });
  });
  afterAll(async () => {
    await service.stop();
    await front.close();
  });

  const ask = (id: string) => call(service, 'POST', `/v1/tokens/${id}/ask-previous`);
  const replaced = async () => {
    const old = await front.createToken({ name: 'Old', scopes: ['shared:*'] });
    const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
    const token = await created(service, aFront({ value: old.value }));
    await call(service, 'POST', `/v1/tokens/${token.id}/rotate`, { body: { value: next.value } });
    return { token, old };
  };

  test('is put to Front with that value, by the one call that changes nothing', async () => {
    const { token, old } = await replaced();
    expect((await ask(token.id)).body).toMatchObject({ answer: 'works', hint: token.hint });
    expect(front.calls.at(-1)).toMatchObject({ method: 'GET', path: '/me', tokenId: old.id });
  });

  test('is answered by Front’s own word once the value is deleted there, and leaves the record as it is', async () => {
    const { token, old } = await replaced();
    front.deleteToken(old.id);
    const before = (await call(service, 'GET', `/v1/tokens/${token.id}`)).body;
    expect((await ask(token.id)).body.answer).toBe('refused');
    expect((await call(service, 'GET', `/v1/tokens/${token.id}`)).body).toEqual(before);
    const rotation = (await call(service, 'GET', `/v1/tokens/${token.id}/rotation`)).body;
    expect(rotation.previous).toMatchObject({ hint: token.hint });
  });

  test('is on record, with the answer and without the value', async () => {
    const { token, old } = await replaced();
    await ask(token.id);
    const [latest] = await auditOf(service, `&token=${token.id}`);
    expect(latest).toMatchObject({ action: 'token.previous_asked', detail: { answer: 'works' } });
    expect(JSON.stringify(latest)).not.toContain(old.value.slice(-20));
  });

  test('can’t be put where there is no earlier value', async () => {
    const issued = await created(service, anIssued());
    expect((await ask(issued.id)).body.error.code).toBe('no_previous_value');
    const { token } = await replaced();
    await service.store.db
      .updateTable('previous_values')
      .set({ kept_until: '2020-01-01T00:00:00.000Z' })
      .where('token_id', '=', token.id)
      .execute();
    expect((await ask(token.id)).status).toBe(409);
  });
});

test('the question whether an earlier value still works has no answer while Front is away', async () => {
  const front = await startFront();
  const service = await startService('sqlite', { frontApiUrl: front.apiUrl });
  const old = await front.createToken({ name: 'Old', scopes: ['shared:*'] });
  const next = await front.createToken({ name: 'Next', scopes: ['shared:*'] });
  const token = await created(service, aFront({ value: old.value }));
  await call(service, 'POST', `/v1/tokens/${token.id}/rotate`, { body: { value: next.value } });
  await front.close();
  const answer = await call(service, 'POST', `/v1/tokens/${token.id}/ask-previous`);
  expect(answer.body.answer).toBe('unreachable');
  await service.stop();
});
