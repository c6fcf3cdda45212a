import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { openSecret, SecretValue } from '../../contract/secret-value.ts';
import { StartProblem } from '../start-problem.ts';
import type { Store } from '../store/open-store.ts';
import { KEY_BYTES, open, seal } from './aead.ts';
import { drawRandom } from './draw-random.ts';
import { makeMasterKey, readMasterKey, type MasterKey } from './master-key.ts';

/** A token's value as it is kept. Nothing of it can be read without the master key. */
export interface SealedValue {
  readonly key_id: string;
  /** The token's own data key, sealed by the master key. */
  readonly wrapped_key: string;
  /** The value, sealed by the data key. */
  readonly sealed: string;
}

/** What the seal is bound to, so that a row's ciphertext is worth nothing in another row. */
export interface SealBinding {
  readonly tokenId: string;
  readonly valueVersion: number;
}

export interface LookupDigest {
  readonly digest: string;
  readonly pepperVersion: number;
}

/** All sealing and opening goes through here. */
export interface Keyring {
  sealValue(binding: SealBinding, value: SecretValue): SealedValue;
  /** @throws Error when the row was tampered with or sealed by another master key */
  openValue(binding: SealBinding, sealed: SealedValue): SecretValue;
  /** HMAC-SHA-256 of a value with the newest pepper: finds its row without keeping the value. */
  lookupDigest(value: SecretValue): LookupDigest;
  /** Seals a short secret that is no token's value. `binding` says what and whose it is. */
  sealText(binding: string, secret: SecretValue): string;
  /** Null when it was sealed for something else, or by another master key. */
  openText(binding: string, sealed: string): SecretValue | null;
  /** A secret that all replicas share, made by `make` the first time it is asked for. */
  sharedSecret(name: string, make: () => string): Promise<SecretValue>;
}

const KEY_CHECK = 'key-check';
const PEPPER_VERSION = 1;

/**
 * Opens the master key and what it seals. The key is made on the very first start alone: a database
 * that already knows a key must find that one again.
 * @throws StartProblem that names the file when the key is missing or another one
 */
export async function openKeyring(store: Store, masterKeyFile: string): Promise<Keyring> {
  const check = await readSealed(store, KEY_CHECK);
  let master = readMasterKey(masterKeyFile);
  if (master === null) {
    if (check !== undefined) {
      throw new StartProblem(
        `The master key ${masterKeyFile} is missing. Put it back from your backup; without it no value can be opened.`,
      );
    }
    master = makeMasterKey(masterKeyFile);
  }
  // Four replicas may start at once: the first row stays, the others check theirs against it.
  const standing =
    check ??
    (await keepFirst(
      store,
      KEY_CHECK,
      seal(master.key, Buffer.from('ok'), aad(KEY_CHECK, master)),
    ));
  if (open(master.key, standing, aad(KEY_CHECK, master)) === null) {
    throw new StartProblem(
      `The master key ${masterKeyFile} is not the one that this database was sealed with. Put the right file back.`,
    );
  }
  const key = master;
  const pepper = await sharedSecret(store, key, `pepper:${PEPPER_VERSION}`, () =>
    randomBytes(KEY_BYTES).toString('base64url'),
  );
  const pepperKey = createSecretKey(openSecret(pepper), 'utf8');
  return {
    sealValue: (binding, value) => sealValue(key, binding, value),
    openValue: (binding, sealed) => openValue(key, binding, sealed),
    lookupDigest: (value) => ({
      digest: createHmac('sha256', pepperKey).update(openSecret(value)).digest('base64url'),
      pepperVersion: PEPPER_VERSION,
    }),
    sealText: (binding, secret) =>
      seal(key.key, Buffer.from(openSecret(secret), 'utf8'), textAad(binding, key)),
    openText: (binding, sealed) => {
      const plain = open(key.key, sealed, textAad(binding, key));
      return plain === null ? null : new SecretValue(plain.toString('utf8'));
    },
    sharedSecret: (name, make) => sharedSecret(store, key, name, make),
  };
}

function sealValue(master: MasterKey, binding: SealBinding, value: SecretValue): SealedValue {
  const dataKey = drawRandom(KEY_BYTES);
  const sealed = seal(
    createSecretKey(dataKey),
    Buffer.from(openSecret(value), 'utf8'),
    valueAad('value', master, binding),
  );
  const wrapped = seal(master.key, dataKey, valueAad('data-key', master, binding));
  dataKey.fill(0);
  return { key_id: master.id, wrapped_key: wrapped, sealed };
}

function openValue(master: MasterKey, binding: SealBinding, row: SealedValue): SecretValue {
  if (row.key_id !== master.id) {
    throw new Error(`the value of ${binding.tokenId} was sealed by master key ${row.key_id}`);
  }
  const dataKey = open(master.key, row.wrapped_key, valueAad('data-key', master, binding));
  const plain =
    dataKey === null
      ? null
      : open(createSecretKey(dataKey), row.sealed, valueAad('value', master, binding));
  dataKey?.fill(0);
  if (plain === null) {
    throw new Error(`the sealed value of ${binding.tokenId} does not belong to its row`);
  }
  return new SecretValue(plain.toString('utf8'));
}

async function sharedSecret(
  store: Store,
  master: MasterKey,
  name: string,
  make: () => string,
): Promise<SecretValue> {
  const known = await readSealed(store, name);
  const sealed =
    known ??
    (await keepFirst(store, name, seal(master.key, Buffer.from(make()), aad(name, master))));
  const plain = open(master.key, sealed, aad(name, master));
  if (plain === null) throw new StartProblem(`The shared secret “${name}” cannot be opened.`);
  return new SecretValue(plain.toString('utf8'));
}

/** Inserts unless another replica was first, and answers with the row that stands. */
async function keepFirst(store: Store, name: string, sealed: string): Promise<string> {
  await store.db
    .insertInto('sealed_keys')
    .values({ name, sealed })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await readSealed(store, name)) ?? sealed;
}

async function readSealed(store: Store, name: string): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('sealed_keys')
    .select('sealed')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.sealed;
}

function aad(name: string, master: MasterKey): string {
  return `front-token-companion/shared/v1|${name}|${master.id}`;
}

function textAad(binding: string, master: MasterKey): string {
  return `front-token-companion/text/v1|${binding}|${master.id}`;
}

function valueAad(what: string, master: MasterKey, binding: SealBinding): string {
  return `front-token-companion/${what}/v1|${binding.tokenId}|${binding.valueVersion}|${master.id}`;
}
