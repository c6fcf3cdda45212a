import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseTokenValue } from '../../contract/token-value.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import { findIssued } from '../../service/tokens/find-issued.ts';
import type { TokenDeps } from '../../service/tokens/token-deps.ts';
import { WrittenTokens } from '../../service/tokens/written-tokens.ts';
import { DATABASES } from './support/database.ts';
import { call, created, deleted, revealed } from './support/http.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('finding issued tokens on %s', (kind) => {
  let service: TestService;
  let deps: TokenDeps;
  beforeAll(async () => {
    service = await startService(kind);
    const { store, database } = service;
    const keyring = await openKeyring(store, `${database.dataDir}/master.key`);
    deps = {
      store,
      keyring,
      publicUrl: service.address,
      frontApiUrl: 'http://127.0.0.1:9',
      written: new WrittenTokens(),
      now: () => new Date(),
    };
    await created(service, aFront({ value: aFrontValue({ scopes: ['tags:read'] }) }));
  });
  afterAll(() => service.stop());

  const issue = async (name: string): Promise<{ id: string; value: string }> => {
    const { id } = await created(service, anIssued({ name, scopes: ['tags:read'] }));
    return { id, value: await revealed(service, id) };
  };
  const find = async (value: string): Promise<string | null> => {
    const parsed = parseTokenValue(value);
    if (parsed === null) throw new Error('not the shape of a value');
    return (await findIssued(deps, parsed))?.name ?? null;
  };

  test.each([1, 2, 4, 5, 17])(
    '%i asked for in one moment are each told their own row',
    async (many) => {
      const names = Array.from({ length: many }, (_, i) => `Sync ${i} of ${many} – CRM – tests`);
      const tokens = [];
      for (const name of names) tokens.push(await issue(name));
      expect(await Promise.all(tokens.map(({ value }) => find(value)))).toEqual(names);
      // Each twice, and one of them gone meanwhile.
      await deleted(service, tokens[0]?.id ?? '');
      const twice = [...tokens, ...tokens].map(({ value }) => find(value));
      const left = [null, ...names.slice(1)];
      expect(await Promise.all(twice)).toEqual([...left, ...left]);
    },
  );

  test('an old value and the new one are found in one moment, and the deleted one beside them is not', async () => {
    const [kept, gone] = [
      await issue('Nightly export – ERP – tests'),
      await issue('Gone – ERP – tests'),
    ];
    const { status } = await call(service, 'POST', `/v1/tokens/${kept.id}/rotate`, {
      body: { graceSeconds: 3_600 },
    });
    expect(status).toBe(200);
    const now = await revealed(service, kept.id);
    await deleted(service, gone.id);
    const names = await Promise.all([kept.value, now, gone.value].map(find));
    expect(names).toEqual(['Nightly export – ERP – tests', 'Nightly export – ERP – tests', null]);
  });
});
