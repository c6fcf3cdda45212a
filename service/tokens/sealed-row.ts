import type { SecretValue } from '../../contract/secret-value.ts';
import type { Sealer } from '../seal/keyring.ts';
import type { SealBinding } from '../seal/seal-with.ts';
import type { SealedColumns } from '../store/schema.ts';

/** A value as its row keeps it: sealed for this token and version, and found by its digest. */
export function sealedRow(sealer: Sealer, binding: SealBinding, value: SecretValue): SealedColumns {
  const { digest, pepperVersion } = sealer.lookupDigest(value);
  return {
    value_version: binding.valueVersion,
    ...sealer.sealValue(binding, value),
    digest,
    pepper_version: pepperVersion,
  };
}
