import type { ParsedTokenValue } from '../../contract/token-value.ts';
import { openSecret } from '../../contract/secret-value.ts';
import { GatheredRead } from '../store/gathered-read.ts';
import { readFresh } from '../store/read-fresh.ts';
import type { IssuedToken } from './issued-of.ts';
import { issuedRows } from './issued-rows.ts';
import { KnownValues } from './known-values.ts';
import type { TokenDeps } from './token-deps.ts';

/**
 * Finds the token that a value belongs to by reading its row: a token deleted a moment ago, or an old
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
    const known = new KnownValues(deps.keyring);
    reads = new GatheredRead((values) => readFresh(() => readAll(deps, known, values)));
    gathered.set(deps, reads);
  }
  const found = await reads.get(openSecret(parsed.value));
  return found === undefined ? null : found();
}

/** Made of its row once for all who asked together; what fails, fails for those who asked for it. */
type Found = () => IssuedToken | null;

/**
 * Those who ask in one moment ask together: on PostgreSQL a question is a way there and back, on
 * SQLite it is locks on a file, and both take longer than the reading.
 */
const gathered = new WeakMap<TokenDeps, GatheredRead<Found>>();

async function readAll(
  deps: TokenDeps,
  known: KnownValues,
  values: readonly string[],
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const asked = new Map(values.map((value) => [known.digestOf(value), value]));
  // Only in this order: a value goes from the newest to the old ones, and never back.
  for (const which of ['newest', 'outgoing'] as const) {
    if (asked.size === 0) break;
    for (const row of await issuedRows(deps.store, which, [...asked.keys()], deps.now())) {
      const value = asked.get(row.digest);
      if (value === undefined) continue;
      found.set(
        value,
        once(() => known.tokenOf(value, row)),
      );
      asked.delete(row.digest);
    }
  }
  for (const value of asked.values()) known.forget(value);
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
