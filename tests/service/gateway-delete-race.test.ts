import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAuditChain } from '../../service/audit/open-chain.ts';
import { Budget } from '../../service/budget/budget.ts';
import { createGateway, type Gateway } from '../../service/gateway/gateway.ts';
import { createLog } from '../../service/http/log.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import { UsageWriter } from '../../service/usage/usage-writer.ts';
import type { DirectRead } from '../../service/store/direct-read.ts';
import { WrittenTokens } from '../../service/tokens/written-tokens.ts';
import { DATABASES } from './support/database.ts';
import { anIssuedValue, callGateway } from './support/gateway-caller.ts';
import { aFrontValue } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

/** Holds up the answers of a database on their way into the process, from a moment on. */
function heldAnswers() {
  let held: (() => void)[] | null = null;
  let onHeld: () => void = () => undefined;
  return {
    from:
      (read: DirectRead): DirectRead =>
      async <Row>(sql: string, parameters: readonly unknown[]) => {
        const rows = await read<Row>(sql, parameters);
        if (held !== null) {
          const waiting = held;
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            onHeld();
          });
        }
        return rows;
      },
    /** Resolves with the first answer that waits. */
    hold: () => {
      held = [];
      return new Promise<void>((resolve) => (onHeld = resolve));
    },
    release: () => {
      const waiting = held ?? [];
      held = null;
      for (const pass of waiting) pass();
    },
  };
}

describe.each(DATABASES)('a delete on %s while a row is on its way', (kind) => {
  let service: TestService;
  let front: Upstream;
  let gateway: Gateway;
  let address: string;
  let close: () => Promise<void>;
  const answers = heldAnswers();
  let sent: string[] = [];

  beforeAll(async () => {
    front = await startUpstream((request, response) => {
      sent.push(request.url ?? '');
      response.end('{}');
    });
    service = await startService(kind, { frontApiUrl: front.url });
    const store = { ...service.store, read: answers.from(service.store.read) };
    const keyring = await openKeyring(service.store, `${service.database.dataDir}/master.key`);
    await openAuditChain(service.store, keyring);
    const log = createLog('silent');
    const deps = {
      keyring,
      publicUrl: service.address,
      frontApiUrl: front.url,
      written: new WrittenTokens(),
      now: () => new Date(),
    };
    const onError = (error: unknown): void => log.error(error);
    const settings = { limit: 10_000, reservePercent: 0 };
    const usage = new UsageWriter(service.store, onError);
    const budget = new Budget({ ...deps, store: service.store, settings, onError });
    gateway = createGateway({ ...deps, store, usage, budget, log, frontTimeoutMs: 60_000 });
    const server = createServer((request, response) => gateway.handle(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = async () => {
      server.closeAllConnections();
      server.close();
      await gateway.close();
      await usage.close();
      await budget.close();
    };
  });
  afterAll(async () => {
    await close();
    await service.stop();
    await front.close();
  });

  test('attack: a call whose row was read before the delete is not sent after it', async () => {
    const { id, value } = await anIssuedValue(service, ['tags:read'], aFrontValue());
    // From here on the budget has a lease, and answers without a wait.
    expect((await callGateway({ address }, value, '/tags')).status).toBe(200);
    sent = [];
    const arrived = answers.hold();
    const waiting = callGateway({ address }, value, '/tags');
    await arrived;
    await service.store.db.deleteFrom('token_values').where('token_id', '=', id).execute();
    gateway.cut(id);
    answers.release();
    expect((await waiting).status).toBe(401);
    expect(sent).toEqual([]);
  });
});
