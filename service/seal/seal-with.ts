import { createSecretKey } from 'node:crypto';
import { openSecret, SecretValue } from '../../contract/secret-value.ts';
import { KEY_BYTES, open, seal } from './aead.ts';
import { drawRandom } from './draw-random.ts';
import type { MasterKey } from './master-key.ts';
import { MasterKeyChanged } from './master-key-changed.ts';

/** A token's value as it is kept. Nothing of it can be read without the master key. */
export interface SealedValue {
  readonly key_id: string;
  /** The value's own data key, sealed by the master key. */
  readonly wrapped_key: string;
  /** The value, sealed by the data key. */
  readonly sealed: string;
}

/** What the seal is bound to, so that a row's ciphertext is worth nothing in another row. */
export interface SealBinding {
  readonly tokenId: string;
  readonly valueVersion: number;
}

/** Seals a token's value under a data key of its own. */
export function sealValue(
  master: MasterKey,
  binding: SealBinding,
  value: SecretValue,
): SealedValue {
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

/**
 * @throws MasterKeyChanged when another master key sealed it
 * @throws Error when the row was tampered with
 */
export function openValue(master: MasterKey, binding: SealBinding, row: SealedValue): SecretValue {
  if (row.key_id !== master.id) {
    throw new MasterKeyChanged(
      `the value of ${binding.tokenId} was sealed by master key ${row.key_id}`,
    );
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

/** Seals a short secret that is no token's value. `binding` says what and whose it is. */
export function sealText(master: MasterKey, binding: string, secret: SecretValue): string {
  return seal(master.key, Buffer.from(openSecret(secret), 'utf8'), textAad(binding, master));
}

/** Null when it was sealed for something else, or by another master key. */
export function openText(master: MasterKey, binding: string, sealed: string): SecretValue | null {
  const plain = open(master.key, sealed, textAad(binding, master));
  return plain === null ? null : new SecretValue(plain.toString('utf8'));
}

/** Seals what all replicas share, for its row in `sealed_keys`. */
export function sealShared(master: MasterKey, name: string, secret: SecretValue): string {
  return seal(master.key, Buffer.from(openSecret(secret), 'utf8'), sharedAad(name, master));
}

/** Null when it is another row's, or another master key sealed it. */
export function openShared(master: MasterKey, name: string, sealed: string): SecretValue | null {
  const plain = open(master.key, sealed, sharedAad(name, master));
  return plain === null ? null : new SecretValue(plain.toString('utf8'));
}

function sharedAad(name: string, master: MasterKey): string {
  return `front-token-companion/shared/v1|${name}|${master.id}`;
}

function textAad(binding: string, master: MasterKey): string {
  return `front-token-companion/text/v1|${binding}|${master.id}`;
}

function valueAad(what: string, master: MasterKey, binding: SealBinding): string {
  return `front-token-companion/${what}/v1|${binding.tokenId}|${binding.valueVersion}|${master.id}`;
}
