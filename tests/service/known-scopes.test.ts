import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { DATABASES } from './support/database.ts';
import { call, created, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('a scope that the Front token is known to lack, on %s,', (kind) => {
  let front: FrontStandIn;
  let service: TestService;
  let vague: string;
  beforeAll(async () => {
    front = await startFront({ rateLimit: 10_000 });
    service = await startService(kind, { frontApiUrl: front.apiUrl });
    const { value } = await front.createToken({ name: 'Behind all', scopes: ['shared:*'] });
    vague = (await created(service, aFront({ value }))).id;
  });
  afterAll(async () => {
    await service.stop();
    await front.close();
  });

  const issue = async (parts: object) => {
    const token = await created(service, anIssued({ backedBy: vague, ...parts }));
    return { ...token, value: await revealed(service, token.id) };
  };
  const through = async (value: string) => {
    const response = await fetch(`${service.address}/front/tags`, {
      headers: { authorization: `Bearer ${value}` },
    });
    await response.arrayBuffer();
    return response.status;
  };
  const narrow = async () => {
    const made = await front.createToken({ name: randomUUID(), scopes: ['tags:read'] });
    return created(service, aFront({ value: made.value, scopes: ['tags:read'] }));
  };
  const patch = (id: string, body: object) =>
    call(service, 'PATCH', `/v1/tokens/${id}`, { headers: { 'if-match': '*' }, body });

  test('is refused when a token is issued, widened or moved, and when the record is narrowed', async () => {
    const front1 = await narrow();
    const lacking = { scopes: ['tags:read', 'contacts:read'] };
    const made = await call(service, 'POST', '/v1/tokens', {
      body: anIssued({ ...lacking, backedBy: front1.id }),
    });
    const held = await created(service, anIssued({ scopes: ['tags:read'], backedBy: front1.id }));
    const wide = await issue(lacking);
    const answers = [
      made,
      await patch(held.id, lacking),
      await patch(wide.id, { backedBy: front1.id }),
      await patch(front1.id, { scopes: ['contacts:read'] }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
      answers.map(() => [422, 'backing_lacks_scope']),
    );
    expect(answers[3]?.text).toContain(held.name);
  });

  test('is refused by the gateway too, and nothing is sent', async () => {
    const token = await issue({ scopes: ['tags:read', 'contacts:read'] });
    const front1 = await narrow();
    await service.store.db
      .updateTable('tokens')
      .set({ backed_by: front1.id })
      .where('id', '=', token.id)
      .execute();
    expect(await through(token.value)).toBe(200);
    const before = front.calls.length;
    const response = await fetch(`${service.address}/front/contacts`, {
      headers: { authorization: `Bearer ${token.value}` },
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('The Front token behind');
    expect(front.calls.length).toBe(before);
  });
});
