import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { openSecret, SecretValue } from '../../contract/secret-value.ts';
import { StartProblem } from '../start-problem.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import { KEY_BYTES } from './aead.ts';
import { holdKeyCheck, KEY_CHECK, readSealed } from './key-check.ts';
import {
  makeMasterKey,
  nextKeyFile,
  promoteNextKey,
  readMasterKey,
  type MasterKey,
} from './master-key.ts';
import { MasterKeyChanged } from './master-key-changed.ts';
import {
  openShared,
  openText,
  openValue,
  sealShared,
  sealText,
  sealValue,
  type SealBinding,
  type SealedValue,
} from './seal-with.ts';

export interface LookupDigest {
  readonly digest: string;
  readonly pepperVersion: number;
}

/** By what a value is recognised by whoever holds it; worth nothing to the gateway. */
export interface ValueTrace {
  readonly trace: string;
  readonly pepperVersion: number;
}

/** All opening goes through here, and whoever wants to seal gets a `Sealer` for their transaction. */
export interface Keyring {
  /**
   * Holds the master key until this transaction ends and hands out what seals with it: a value that
   * was sealed and one under which nobody would look any more cannot come together. Call it before
   * the transaction changes or reads anything sealed.
   * @throws MasterKeyChanged when `service rewrap` has changed the key
   */
  hold(trx: Transaction<Database>): Promise<Sealer>;
  /**
   * @throws MasterKeyChanged when another master key sealed it
   * @throws Error when the row was tampered with
   */
  openValue(binding: SealBinding, sealed: SealedValue): SecretValue;
  /** HMAC-SHA-256 of a value with the newest pepper: finds its row without keeping the value. */
  lookupDigest(value: SecretValue): LookupDigest;
  /** What is kept of a value so that it can be recognised by its SHA-256 (lower-case hex) alone. */
  traceOf(sha256: string): ValueTrace;
  /** Null when it was sealed for something else, or by another master key. */
  openText(binding: string, sealed: string): SecretValue | null;
  /** A secret that all replicas share, made by `make` the first time it is asked for. */
  sharedSecret(name: string, make: () => string): Promise<SecretValue>;
  /**
   * Looks whether the key is still the database's own, and takes up the new one where its file is at hand.
   * @returns `renewed` when it took up another key
   * @throws MasterKeyChanged while the new key file is not there
   * @throws what the database throws
   */
  refresh(): Promise<'same' | 'renewed'>;
}

/** Seals within one transaction, with the key that is held there. */
export interface Sealer {
  sealValue(binding: SealBinding, value: SecretValue): SealedValue;
  lookupDigest(value: SecretValue): LookupDigest;
  traceOf(sha256: string): ValueTrace;
  /** Seals a short secret that is no token's value. `binding` says what and whose it is. */
  sealText(binding: string, secret: SecretValue): string;
}

const PEPPER_VERSION = 1;

/** The key that fits the database, and the text of the key check that it fits. */
interface Standing {
  readonly master: MasterKey;
  readonly check: string;
}

/**
 * Opens the master key and what it seals. The key is made on the very first start alone: a database
 * that already knows a key must find that one again.
 * @throws StartProblem that names the file when the key is missing or another one
 */
export async function openKeyring(store: Store, masterKeyFile: string): Promise<Keyring> {
  let standing = await firstStanding(store, masterKeyFile);
  const shared = (name: string, make: () => string): Promise<SecretValue> =>
    sharedSecret(store, standing, name, make);
  const pepper = await shared(`pepper:${PEPPER_VERSION}`, () =>
    randomBytes(KEY_BYTES).toString('base64url'),
  );
  const pepperKey = createSecretKey(openSecret(pepper), 'utf8');
  const lookupDigest = (value: SecretValue): LookupDigest => ({
    digest: createHmac('sha256', pepperKey).update(openSecret(value)).digest('base64url'),
    pepperVersion: PEPPER_VERSION,
  });
  // Values begin with `ftk_` or `eyJ`: what begins otherwise can't be mistaken for the digest of one.
  const traceOf = (sha256: string): ValueTrace => ({
    trace: createHmac('sha256', pepperKey).update(`trace/v1|${sha256}`).digest('base64url'),
    pepperVersion: PEPPER_VERSION,
  });
  return {
    hold: async (trx) => {
      const { master, check } = standing;
      if ((await holdKeyCheck(trx, store.dialect, 'shared')) !== check) throw changed();
      return {
        sealValue: (binding, value) => sealValue(master, binding, value),
        sealText: (binding, secret) => sealText(master, binding, secret),
        lookupDigest,
        traceOf,
      };
    },
    openValue: (binding, sealed) => openValue(standing.master, binding, sealed),
    openText: (binding, sealed) => openText(standing.master, binding, sealed),
    lookupDigest,
    traceOf,
    sharedSecret: shared,
    refresh: async () => {
      const check = await readSealed(store.db, KEY_CHECK);
      if (check === standing.check) return 'same';
      const master = check === undefined ? null : findFitting(masterKeyFile, check);
      if (check === undefined || master === null) throw changed();
      standing = { master, check };
      return 'renewed';
    },
  };
}

function changed(): MasterKeyChanged {
  return new MasterKeyChanged(
    'the master key was changed by `service rewrap`, and the new key file is not here',
  );
}

async function firstStanding(store: Store, file: string): Promise<Standing> {
  const known = await readSealed(store.db, KEY_CHECK);
  if (known === undefined) {
    const master = readMasterKey(file) ?? makeMasterKey(file);
    // Four replicas may start at once: the first row stays, the others check theirs against it.
    const check = await keepFirst(
      store,
      KEY_CHECK,
      sealShared(master, KEY_CHECK, new SecretValue('ok')),
    );
    return { master: findFitting(file, check) ?? notTheOne(file), check };
  }
  const master = findFitting(file, known);
  if (master !== null) return { master, check: known };
  if (readMasterKey(file) !== null) notTheOne(file);
  throw new StartProblem(
    `The master key ${file} is missing. Put it back from your backup; without it no value can be opened.`,
  );
}

/**
 * The key that fits: the file's, or the one that a rewrap put beside it and did not come to put in
 * its place before it was killed, or before it got there on this host.
 */
function findFitting(file: string, check: string): MasterKey | null {
  const fits = (key: MasterKey | null): key is MasterKey =>
    key !== null && openShared(key, KEY_CHECK, check) !== null;
  const current = readMasterKey(file);
  if (fits(current)) return current;
  const next = readMasterKey(nextKeyFile(file));
  if (fits(next)) {
    promoteNextKey(file);
    return next;
  }
  // Another process may just have put it in its place.
  const again = readMasterKey(file);
  return fits(again) ? again : null;
}

function notTheOne(file: string): never {
  throw new StartProblem(
    `The master key ${file} is not the one that this database was sealed with. Put the right file back.`,
  );
}

async function sharedSecret(
  store: Store,
  { master, check }: Standing,
  name: string,
  make: () => string,
): Promise<SecretValue> {
  const sealed =
    (await readSealed(store.db, name)) ??
    (await store.transaction(async (trx) => {
      if ((await holdKeyCheck(trx, store.dialect, 'shared')) !== check) throw changed();
      return keepFirst({ db: trx }, name, sealShared(master, name, new SecretValue(make())));
    }));
  const plain = openShared(master, name, sealed);
  if (plain === null) throw new StartProblem(`The shared secret “${name}” cannot be opened.`);
  return plain;
}

/** Inserts unless another replica was first, and answers with the row that stands. */
async function keepFirst({ db }: Pick<Store, 'db'>, name: string, sealed: string): Promise<string> {
  await db
    .insertInto('sealed_keys')
    .values({ name, sealed })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await readSealed(db, name)) ?? sealed;
}
