import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { SealBinding } from '../seal/seal-with.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Database } from '../store/schema.ts';

/** SHA-256 of a value as lower-case hex: what a page asks with instead of the value. */
export function sha256Of(value: SecretValue): string {
  return createHash('sha256').update(openSecret(value)).digest('hex');
}

/**
 * Keeps by what a value will be recognised. It stays when the value goes, so that a copy that turns
 * up years later can be told to be ours; what is there already stays as it is.
 */
export async function keepTrace(
  db: Kysely<Database>,
  keyring: Pick<Keyring, 'traceOf'>,
  { tokenId, valueVersion }: SealBinding,
  value: SecretValue,
): Promise<void> {
  const { trace, pepperVersion } = keyring.traceOf(sha256Of(value));
  await insertTrace(db, {
    trace,
    token_id: tokenId,
    value_version: valueVersion,
    pepper_version: pepperVersion,
  });
}

const insertTrace = repeatedQuery((db, row: Database['value_traces']) =>
  db
    .insertInto('value_traces')
    .values(row)
    // A value that was deleted and is recorded anew is the new token's from now on.
    .onConflict((conflict) =>
      conflict.column('trace').doUpdateSet({
        token_id: (eb) => eb.ref('excluded.token_id'),
        value_version: (eb) => eb.ref('excluded.value_version'),
      }),
    ),
);
