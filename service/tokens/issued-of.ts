import type { SecretValue } from '../../contract/secret-value.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { IssuedRow } from './issued-rows.ts';

/** What the gateway needs to know of an issued token, read for each call anew. */
export interface IssuedToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
  /** Calls a minute at most; null for its fair share. */
  readonly callsPerMinute: number | null;
  /** Finds the value again without holding it. */
  readonly digest: string;
  /** Goes up with each new value of the token. */
  readonly valueVersion: number;
  /** Until when a value works that was replaced; null for the newest one. */
  readonly outgoingUntil: string | null;
  /** When this was read, by the clock that decides (`databaseTime`). */
  readonly readAt: string;
  /** What is recorded of the scopes of the Front token behind it. */
  readonly backingScopes: readonly string[];
  /** The Front token's value that the call goes out with; null when none stands behind it any more. */
  readonly backing: SecretValue | null;
}

/**
 * Reads a row, and opens the Front token's value that is sealed in it.
 * @throws MasterKeyChanged, or Error when the row was tampered with
 */
export function issuedOf(keyring: Keyring, row: IssuedRow): IssuedToken {
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    expiresAt: row.expires_at,
    callsPerMinute: row.calls_per_minute,
    digest: row.digest,
    valueVersion: row.own_version,
    outgoingUntil: row.ends_at,
    readAt: row.read_at,
    backingScopes: row.front_scopes === null ? [] : (JSON.parse(row.front_scopes) as string[]),
    backing: openBacking(keyring, row),
  };
}

function openBacking(keyring: Keyring, row: IssuedRow): SecretValue | null {
  const { front_id, value_version, key_id, wrapped_key, sealed } = row;
  if (
    front_id === null ||
    value_version === null ||
    key_id === null ||
    wrapped_key === null ||
    sealed === null
  ) {
    return null;
  }
  const binding = { tokenId: front_id, valueVersion: value_version };
  return keyring.openValue(binding, { key_id, wrapped_key, sealed });
}
