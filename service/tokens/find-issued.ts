import type { ParsedTokenValue } from '../../contract/token-value.ts';
import { openSecret, SecretValue } from '../../contract/secret-value.ts';
import { GatheredRead } from '../store/gathered-read.ts';
import type { Keyring } from '../seal/keyring.ts';
import { openOften } from '../seal/open-often.ts';
import { readFresh } from '../store/read-fresh.ts';
import { issuedRows, type IssuedRow } from './issued-rows.ts';
import type { TokenDeps } from './token-deps.ts';

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
 * Finds the token that a value belongs to, without any cache: a token deleted a moment ago, or an old
 * value that has ended, is not found, whichever replica is asked.
 * @returns null when no live issued token has this value
 * @throws StaleReading, or what the database throws: then nobody knows, and there is no call
 */
export async function findIssued(
  deps: TokenDeps,
  parsed: ParsedTokenValue,
): Promise<IssuedToken | null> {
  let reads = gathered.get(deps);
  if (reads === undefined) {
    reads = new GatheredRead((values) => readFresh(() => readAll(deps, values)));
    gathered.set(deps, reads);
  }
  const found = await reads.get(openSecret(parsed.value));
  return found === undefined ? null : found();
}

/** Made of its row once for all who asked together; what fails, fails for those who asked for it. */
type Found = () => IssuedToken | null;

/**
 * Those who ask in one moment ask together: on PostgreSQL a question is a way there and back, on
 * SQLite it is locks on a file, and both take longer than the reading. A value is a key here only
 * until its question is answered.
 */
const gathered = new WeakMap<TokenDeps, GatheredRead<Found>>();

async function readAll(deps: TokenDeps, values: readonly string[]): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const asked = new Map(
    values.map((value) => [deps.keyring.lookupDigest(new SecretValue(value)).digest, value]),
  );
  // Only in this order: a value goes from the newest to the old ones, and never back.
  for (const which of ['newest', 'outgoing'] as const) {
    if (asked.size === 0) break;
    for (const row of await issuedRows(deps.store, which, [...asked.keys()], deps.now())) {
      const value = asked.get(row.digest);
      if (value === undefined) continue;
      found.set(
        value,
        once(() => issuedOf(deps.keyring, row)),
      );
      asked.delete(row.digest);
    }
  }
  return found;
}

function issuedOf(keyring: Keyring, row: IssuedRow): IssuedToken | null {
  if (row.ends_at !== null && row.ends_at <= row.read_at) return null;
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
  return openOften(keyring, binding, { key_id, wrapped_key, sealed });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
