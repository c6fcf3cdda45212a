import { LRUCache } from 'lru-cache';
import type { SecretValue } from '../../contract/secret-value.ts';
import type { Keyring } from './keyring.ts';
import type { SealBinding, SealedValue } from './seal-with.ts';

/** A company has a handful of Front tokens that others stand on. */
const MOST_OPEN = 64;
/** What was wiped in the database is gone from here, too, after so long. In ms. */
const OPEN_FOR_MS = 60_000;

const opened = new WeakMap<Keyring, LRUCache<string, SecretValue>>();

/**
 * `openValue` for a value that each call of the gateway goes out with. What is sealed is read from the
 * database every time; only when it is the same to the last byte, and for the same token and version,
 * is it not deciphered once more. So this answers with nothing that the row does not hold.
 * @throws Error as `openValue`
 */
export function openOften(
  keyring: Keyring,
  binding: SealBinding,
  sealed: SealedValue,
): SecretValue {
  let known = opened.get(keyring);
  if (known === undefined) {
    known = new LRUCache({ max: MOST_OPEN, ttl: OPEN_FOR_MS });
    opened.set(keyring, known);
  }
  const key = `${binding.tokenId}|${binding.valueVersion}|${sealed.key_id}|${sealed.wrapped_key}|${sealed.sealed}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = keyring.openValue(binding, sealed);
  known.set(key, value);
  return value;
}
