import type { Transaction } from 'kysely';
import { HOST_ACTOR, writeAudit } from '../audit/write-audit.ts';
import { upstreamBinding } from '../auth/upstream-account.ts';
import { holdKeyCheck, KEY_CHECK } from '../seal/key-check.ts';
import type { MasterKey } from '../seal/master-key.ts';
import { MasterKeyChanged } from '../seal/master-key-changed.ts';
import {
  openShared,
  openText,
  openValue,
  sealShared,
  sealText,
  sealValue,
} from '../seal/seal-with.ts';
import { StartProblem } from '../start-problem.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';

/** How much was sealed anew. */
export interface Rewrapped {
  readonly values: number;
  readonly previousValues: number;
  readonly refreshTokens: number;
  readonly sharedSecrets: number;
  /** Refresh tokens that did not open before either: theirs has to sign in again, as before. */
  readonly leftAsTheyWere: number;
}

interface Keys {
  readonly from: MasterKey;
  readonly to: MasterKey;
}

const PAGE = 500;

/**
 * Seals everything anew that the master key seals, in one transaction, with its row in the audit
 * log: all of it, or nothing. It waits for whoever is sealing, and from its commit on nobody seals
 * with the old key, since each who seals holds the key check first (`Keyring.hold`).
 * @throws StartProblem with one line when something does not open: nothing is left behind or changed
 */
export async function rewrap(store: Store, keys: Keys, now: Date): Promise<Rewrapped> {
  const done = await store.transaction(async (trx) => {
    const check = await holdKeyCheck(trx, store.dialect, 'alone');
    if (check === undefined || openShared(keys.from, KEY_CHECK, check) === null) {
      throw new MasterKeyChanged('somebody else has changed the master key in the same moment');
    }
    const values = await rewrapValues(trx, 'token_values', keys);
    const previousValues = await rewrapValues(trx, 'previous_values', keys);
    const texts = await rewrapRefreshTokens(trx, keys);
    const sharedSecrets = await rewrapShared(trx, keys);
    const counts = { values, previousValues, ...texts, sharedSecrets };
    await writeAudit(trx, {
      action: 'master_key.changed',
      actor: HOST_ACTOR,
      detail: { from: keys.from.id, to: keys.to.id, ...counts },
      at: now,
    });
    return counts;
  });
  await store.wipeRemains();
  return done;
}

async function rewrapValues(
  trx: Transaction<Database>,
  table: 'token_values' | 'previous_values',
  { from, to }: Keys,
): Promise<number> {
  let count = 0;
  for (let after = ''; ;) {
    const rows = await trx
      .selectFrom(table)
      .select(['token_id', 'value_version', 'key_id', 'wrapped_key', 'sealed'])
      .where('token_id', '>', after)
      .orderBy('token_id')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const binding = { tokenId: row.token_id, valueVersion: row.value_version };
      const opened = openOrStop(row.token_id, () => openValue(from, binding, row));
      await trx
        .updateTable(table)
        .set(sealValue(to, binding, opened))
        .where('token_id', '=', row.token_id)
        .execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return count;
    count += rows.length;
    after = last.token_id;
  }
}

function openOrStop<T>(tokenId: string, open: () => T): T {
  try {
    return open();
  } catch {
    throw new StartProblem(
      `The value of ${tokenId} does not open with the master key as it is. Nothing was changed. Delete that token, or put its row back from a backup, and run it again.`,
    );
  }
}

async function rewrapRefreshTokens(
  trx: Transaction<Database>,
  { from, to }: Keys,
): Promise<{ refreshTokens: number; leftAsTheyWere: number }> {
  const rows = await trx
    .selectFrom('upstream_accounts')
    .select(['member_id', 'issuer', 'sealed'])
    .where('sealed', 'is not', null)
    .orderBy('member_id')
    .execute();
  let refreshTokens = 0;
  for (const { member_id, issuer, sealed } of rows) {
    const binding = upstreamBinding(member_id, issuer);
    const token = sealed === null ? null : openText(from, binding, sealed);
    if (token === null) continue;
    refreshTokens += 1;
    await trx
      .updateTable('upstream_accounts')
      .set({ sealed: sealText(to, binding, token) })
      .where('member_id', '=', member_id)
      .execute();
  }
  return { refreshTokens, leftAsTheyWere: rows.length - refreshTokens };
}

/** The secrets themselves stay: the pepper, so that every digest is found, and the chain's key. */
async function rewrapShared(trx: Transaction<Database>, { from, to }: Keys): Promise<number> {
  const rows = await trx.selectFrom('sealed_keys').selectAll().orderBy('name').execute();
  for (const { name, sealed } of rows) {
    const secret = openShared(from, name, sealed);
    if (secret === null) {
      throw new StartProblem(
        `The shared secret “${name}” does not open with the master key as it is. Nothing was changed. Put its row back from a backup.`,
      );
    }
    await trx
      .updateTable('sealed_keys')
      .set({ sealed: sealShared(to, name, secret) })
      .where('name', '=', name)
      .execute();
  }
  return rows.length;
}
