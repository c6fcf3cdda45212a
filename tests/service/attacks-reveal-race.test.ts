import path from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { takeGrant } from '../../service/grants/take-grant.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import type { Store } from '../../service/store/open-store.ts';
import { revealToken } from '../../service/tokens/reveal-token.ts';
import { WrittenTokens } from '../../service/tokens/written-tokens.ts';
import { auditOf, created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { peopleRows } from './support/people-rows.ts';
import { someoneWaits } from './support/someone-waits.ts';
import { startService } from './support/start-service.ts';

test('attack: a look that is under way while its grant is taken is over before the taking has answered', async () => {
  // SQLite has one writer: there the two come one after the other anyway.
  const service = await startService('postgres');
  const { store } = service;
  const token = await created(service, anIssued());
  const memberId = await peopleRows.member(store);
  await peopleRows.grant(store, token.id, { kind: 'member', grantee: memberId });
  const deps = {
    store,
    keyring: await openKeyring(store, path.join(service.database.dataDir, 'master.key')),
    written: new WrittenTokens(),
    frontApiUrl: 'http://127.0.0.1:9',
    publicUrl: service.address,
    now: () => new Date(),
  };
  const someone = { session: null, address: null, name: 'Somebody' };
  const admin = { ...someone, id: 'acc_a', role: 'admin', kind: 'access_token' } as const;
  const member = { ...someone, id: memberId, role: 'member', kind: 'member' } as const;
  let taking = Promise.resolve();
  const slowed = between(store, token.id, () => {
    const from = { kind: 'member', id: memberId } as const;
    taking = takeGrant(deps, { actor: admin, tokenId: token.id, from });
    return Promise.race([taking, someoneWaits(store)]);
  });

  await revealToken({ ...deps, store: slowed }, { actor: member, id: token.id, via: 'copy' });
  await taking;
  const [last, before] = await auditOf(service, `&token=${token.id}`);
  expect([before?.action, last?.action]).toEqual(['token.revealed', 'grant.taken']);
  await service.stop();
});

/** The same store; in its transactions `work` is done as soon as a grant of this token was read. */
function between(store: Store, tokenId: string, work: () => Promise<void>): Store {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      const [row] = result.rows;
      if (row?.token_id === tokenId) await work();
      return result;
    },
  };
  return {
    ...store,
    transaction: (run) => store.transaction((trx) => run(trx.withPlugin(plugin))),
  };
}
