import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import { openSecret } from '../../contract/secret-value.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Store } from '../store/open-store.ts';
import type { Dialect } from '../store/migration-parts.ts';
import type { Database } from '../store/schema.ts';
import { isSealed, sealOfHead, type AuditHead } from './chain.ts';

const KEY_BYTES = 32;

export interface AuditChain {
  readonly key: KeyObject;
  readonly dialect: Dialect;
}

// By the database itself, so that whoever writes to the log hands over nothing but the transaction
// in which they act, and no caller can hand over a wrong key. A transaction has the adapter of the
// database that it runs on.
const chains = new WeakMap<object, AuditChain>();

/**
 * Makes the audit log of this database writable: its chain needs a key that is sealed by the master
 * key. The first time, the head is sealed with what stands in the log from before.
 */
export async function openAuditChain(store: Store, keyring: Keyring): Promise<AuditChain> {
  const secret = await keyring.sharedSecret('audit-chain', () =>
    randomBytes(KEY_BYTES).toString('base64url'),
  );
  const chain = { key: createSecretKey(openSecret(secret), 'utf8'), dialect: store.dialect };
  chains.set(store.db.getExecutor().adapter, chain);
  await sealFirstHead(store, chain.key);
  return chain;
}

/** @throws Error when `openAuditChain` was not called for this database */
export function chainOf(db: Kysely<Database>): AuditChain {
  const chain = chains.get(db.getExecutor().adapter);
  if (chain === undefined) throw new Error('the audit log of this database has not been opened');
  return chain;
}

/** Where the log ends, or null when somebody has taken the row away. */
export async function readHead(db: Kysely<Database>): Promise<AuditHead | null> {
  const row = await db
    .selectFrom('audit_head')
    .select(['seq', 'hash', 'chained_after', 'seal'])
    .where('id', '=', 1)
    .executeTakeFirst();
  return row ?? null;
}

/** As it is shown, noted and expected: `seq:hash`. */
export function writtenHead(head: Pick<AuditHead, 'seq' | 'hash'>): string {
  return `${head.seq}:${head.hash}`;
}

/** Tables are made before there is a key: the very first head gets its seal here. */
async function sealFirstHead(store: Store, key: KeyObject): Promise<void> {
  const head = await readHead(store.db);
  if (head === null || isSealed(key, head)) return;
  // Only a head to which no row was ever chained. Any other without its seal was tampered with,
  // and stays so.
  if (head.seal !== '' || head.hash !== '' || head.seq !== head.chained_after) return;
  await store.db
    .updateTable('audit_head')
    .set({ seal: sealOfHead(key, head) })
    .where('id', '=', 1)
    .where('seal', '=', '')
    // Another replica may have begun in between; then there is nothing to do.
    .where('seq', '=', head.seq)
    .execute();
}
