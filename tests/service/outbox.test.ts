import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { failed } from '../../utils/messaging/failed.ts';
import { createChangesStore } from '../../utils/outbox/changes-store.ts';
import { provisionalId } from '../../utils/outbox/change.ts';
import type { ServiceClient } from '../../utils/service/client.ts';
import { readAnswer } from '../../utils/service/read-answer.ts';
import { serviceRequest } from '../../utils/service/service-request.ts';
import { aToken } from '../unit/support/a-token.ts';
import { signedIn, startLife, type Death } from '../unit/support/an-outbox.ts';
import { ADA } from '../unit/support/fake-service.ts';
import { DATABASES } from './support/database.ts';
import { call } from './support/http.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('the extension’s outbox and the service on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  const online: ServiceClient['call'] = async (name, input, headers) => {
    const request = serviceRequest(name, input, headers);
    const response = await fetch(service.address + request.target, {
      method: request.method,
      headers: { ...request.headers, authorization: `Bearer ${service.admin}` },
      body: request.body,
    });
    return readAnswer(name, response);
  };
  const clientOf = (make: ServiceClient['call']): ServiceClient => ({
    call: make,
    text: () => Promise.reject(new Error('no file is asked for here')),
  });
  const offline = clientOf(() => Promise.reject(failed('unreachable', 'Nobody answers.')));

  let count = 0;
  /** A create with two edits behind it waits; its worker is stopped at `death`, and another one goes on. */
  async function run(death?: Death): Promise<number> {
    count += 1;
    const name = `Outbox ${count}`;
    await signedIn(ADA);
    const before = startLife({ client: offline }).outbox;
    const change = crypto.randomUUID();
    const id = provisionalId(change);
    await before.create({ change, by: ADA.id, token: { kind: 'front', name }, draft: null });
    const shown = aToken({ id, kind: 'front', name, scopes: [], hint: null, version: 0 });
    const edit = (base: Token, patch: object) =>
      before.edit({ change: crypto.randomUUID(), by: ADA.id, id, base, patch, draft: null });
    await edit(shown, { purpose: 'one', tags: ['b', 'B'] });
    await edit({ ...shown, purpose: 'one', tags: ['b', 'B'] }, { purpose: 'two' });

    const client = clientOf(online);
    const cut = startLife({ client, ...(death && { death }) });
    await Promise.race([cut.outbox.send('asked'), cut.died]);
    await startLife({ client }).outbox.send('asked');

    const found = await call(service, 'GET', `/v1/tokens?q=${encodeURIComponent(name)}&limit=200`);
    const made = (found.body.items as Token[]).filter((token) => token.name === name);
    expect(made).toMatchObject([{ purpose: 'two', tags: ['b'], version: 3 }]);
    const log = await call(service, 'GET', `/v1/audit?token=${made[0]?.id ?? ''}`);
    expect(log.body.items.map(({ action }: { action: string }) => action).reverse()).toEqual([
      'token.created',
      'token.updated',
      'token.updated',
    ]);
    const { mine } = await createChangesStore().look();
    expect(mine.map((one) => one.kind)).toEqual(['done', 'done', 'done']);
    return cut.steps();
  }

  test('a worker that is stopped at any step leaves nothing undone and nothing done twice', async () => {
    const steps = await run();
    expect(steps).toBeGreaterThan(10);
    for (let step = 1; step <= steps; step++) {
      await run({ step, when: 'before' });
      await run({ step, when: 'after' });
    }
  });
});
