import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SecretValue } from '../../contract/secret-value.ts';
import type { Refreshed } from '../../service/auth/company-provider.ts';
import { findMember } from '../../service/auth/find-member.ts';
import { createSsoStanding } from '../../service/auth/sso-standing.ts';
import { keepUpstream } from '../../service/auth/upstream-account.ts';
import type { SsoConfig } from '../../service/config.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import { openStore, type Store } from '../../service/store/open-store.ts';
import { emptyDatabase, type TestDatabase } from './support/database.ts';
import { peopleRows } from './support/people-rows.ts';

const MINUTE_MS = 60_000;
const SSO: SsoConfig = {
  issuer: 'https://login.example',
  clientId: 'token-service',
  clientSecret: new SecretValue('x'),
  adminGroup: null,
  emailDomains: [],
  groupsClaim: 'groups',
};

describe('what an answer of the provider is worth', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase('sqlite');
    store = await openStore({ kind: 'sqlite', file: `${database.dataDir}/companion.db` });
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  /** How somebody stands whose last good answer is so old, when the provider answers this now. */
  const standing = async (minutesAgo: number, answer: Refreshed) => {
    const keyring = await openKeyring(store, `${database.dataDir}/master.key`);
    const now = new Date();
    const id = await peopleRows.member(store);
    const who = { issuer: SSO.issuer, subject: id };
    await store.db.updateTable('members').set(who).where('id', '=', id).execute();
    const deps = { store, keyring, sso: SSO };
    const at = new Date(now.getTime() - minutesAgo * MINUTE_MS);
    await store.transaction((trx) => keepUpstream(trx, deps, id, new SecretValue('first'), at));
    const asked: string[] = [];
    const check = createSsoStanding({
      ...deps,
      companyProvider: {
        refresh: (_token, subject) => {
          asked.push(subject);
          return Promise.resolve(answer);
        },
      },
    });
    const member = (await findMember(store.db, id))!;
    const { kind } = await check(member, now);
    expect(asked).toEqual([id]);
    return kind;
  };

  test.each<[string, number, Refreshed, string]>([
    ['fails to say whom it knows', 14, untold('failed'), 'stands'],
    ['fails to say whom it knows', 16, untold('failed'), 'unknown'],
    ['never says whom it knows', 11 * 60, untold('never_tells'), 'stands'],
    ['never says whom it knows', 13 * 60, untold('never_tells'), 'ended'],
    ['cannot be reached', 59, { kind: 'unreachable' }, 'stands'],
    ['cannot be reached', 61, { kind: 'unreachable' }, 'unknown'],
    ['knows the person no longer', 1, { kind: 'ended' }, 'ended'],
  ])('one that %s, %i minutes after its last good answer', async (_what, ago, answer, kind) => {
    expect(await standing(ago, answer)).toBe(kind);
  });
});

function untold(because: 'failed' | 'never_tells'): Refreshed {
  return { kind: 'untold', because, refreshToken: new SecretValue('next') };
}
