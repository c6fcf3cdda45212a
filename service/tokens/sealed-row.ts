import type { SecretValue } from '../../contract/secret-value.ts';
import type { Keyring, SealBinding } from '../seal/keyring.ts';
import type { SealedColumns } from '../store/schema.ts';

/** A value as its row keeps it: sealed for this token and version, and found by its digest. */
export function sealedRow(
  keyring: Keyring,
  binding: SealBinding,
  value: SecretValue,
): SealedColumns {
  const { digest, pepperVersion } = keyring.lookupDigest(value);
  return {
    value_version: binding.valueVersion,
    ...keyring.sealValue(binding, value),
    digest,
    pepper_version: pepperVersion,
  };
}
