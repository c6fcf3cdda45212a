import type { ParsedTokenValue } from '../../contract/token-value.ts';
import type { SecretValue } from '../../contract/secret-value.ts';
import type { TokenDeps } from './token-deps.ts';

/** What the gateway needs to know of an issued token, read for each call anew. */
export interface IssuedToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
  /** Calls a minute at most; null for its fair share. */
  readonly callsPerMinute: number | null;
  /** The Front token's value that the call goes out with; null when none stands behind it any more. */
  readonly backing: SecretValue | null;
}

/**
 * Finds the token that a value belongs to, in one query and without any cache: a token deleted a
 * moment ago is not found, whichever replica is asked.
 * @returns null when no live issued token has this value
 */
export async function findIssued(
  deps: TokenDeps,
  parsed: ParsedTokenValue,
): Promise<IssuedToken | null> {
  const { digest } = deps.keyring.lookupDigest(parsed.value);
  const row = await deps.store.db
    .selectFrom('token_values as own')
    .innerJoin('tokens as token', 'token.id', 'own.token_id')
    .leftJoin('tokens as front', (join) =>
      join.onRef('front.id', '=', 'token.backed_by').on('front.deleted_at', 'is', null),
    )
    .leftJoin('token_values as backing', 'backing.token_id', 'front.id')
    .select([
      'token.id',
      'token.name',
      'token.scopes',
      'token.expires_at',
      'token.calls_per_minute',
      'front.id as front_id',
      'backing.value_version',
      'backing.key_id',
      'backing.wrapped_key',
      'backing.sealed',
    ])
    .where('own.digest', '=', digest)
    .where('token.kind', '=', 'issued')
    .where('token.deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    expiresAt: row.expires_at,
    callsPerMinute: row.calls_per_minute,
    backing: openBacking(deps, row),
  };
}

interface BackingColumns {
  readonly front_id: string | null;
  readonly value_version: number | null;
  readonly key_id: string | null;
  readonly wrapped_key: string | null;
  readonly sealed: string | null;
}

function openBacking(deps: TokenDeps, row: BackingColumns): SecretValue | null {
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
  return deps.keyring.openValue(
    { tokenId: front_id, valueVersion: value_version },
    { key_id, wrapped_key, sealed },
  );
}
