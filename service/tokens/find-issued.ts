import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ParsedTokenValue } from '../../contract/token-value.ts';
import type { SecretValue } from '../../contract/secret-value.ts';
import { databaseTime } from '../store/database-time.ts';
import { GatheredRead } from '../store/gathered-read.ts';
import type { Store } from '../store/open-store.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Database } from '../store/schema.ts';
import { openOften } from '../seal/open-often.ts';
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
 */
export async function findIssued(
  deps: TokenDeps,
  parsed: ParsedTokenValue,
): Promise<IssuedToken | null> {
  const { digest } = deps.keyring.lookupDigest(parsed.value);
  // Only in this order: a value goes from the newest to the old ones, and never back.
  const row = (await rowOf(deps, digest, 'newest')) ?? (await rowOf(deps, digest, 'outgoing'));
  if (row === undefined) return null;
  if (row.ends_at !== null && row.ends_at <= row.read_at) return null;
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    expiresAt: row.expires_at,
    callsPerMinute: row.calls_per_minute,
    digest,
    valueVersion: row.own_version,
    outgoingUntil: row.ends_at,
    readAt: row.read_at,
    backingScopes: row.front_scopes === null ? [] : (JSON.parse(row.front_scopes) as string[]),
    backing: openBacking(deps, row),
  };
}

type Which = 'newest' | 'outgoing';

async function rowOf(deps: TokenDeps, digest: string, which: Which) {
  const { store } = deps;
  if (store.dialect === 'sqlite') {
    // At most one: a unique index stands behind each kind of value.
    const [row] = await ON_SQLITE[which](store.db, { digest, now: deps.now().toISOString() });
    return row;
  }
  const reads = gathered.get(store) ?? {
    newest: readsOf(store, 'newest'),
    outgoing: readsOf(store, 'outgoing'),
  };
  gathered.set(store, reads);
  return reads[which].get(digest);
}

/** On PostgreSQL a question is a way there and back: those of one moment go together. */
const gathered = new WeakMap<Store, Record<Which, GatheredRead<Row>>>();

function readsOf(store: Store, which: Which): GatheredRead<Row> {
  return new GatheredRead(async (digests) => {
    const rows = await ON_POSTGRES[which](store.db, { digests });
    return new Map(rows.map((row) => [row.digest, row]));
  });
}

type Row = Awaited<ReturnType<(typeof ON_POSTGRES)[Which]>>[number];

/** Asked with every call of the gateway: writing the SQL anew would take longer than the answer. */
const onSqlite = (which: Which) =>
  repeatedQuery((db, { digest, now }: { digest: string; now: string }) =>
    standing(db, which, sql<boolean>`digest = ${digest}`, databaseTime('sqlite', now)),
  );
const onPostgres = (which: Which) =>
  repeatedQuery((db, { digests }: { digests: readonly string[] }) =>
    standing(db, which, sql<boolean>`digest = any(${digests})`, databaseTime('postgres', '')),
  );
const ON_SQLITE = { newest: onSqlite('newest'), outgoing: onSqlite('outgoing') } as const;
const ON_POSTGRES = { newest: onPostgres('newest'), outgoing: onPostgres('outgoing') } as const;

function standing(
  db: Kysely<Database>,
  which: Which,
  fits: RawBuilder<boolean>,
  readAt: RawBuilder<string>,
) {
  const own =
    which === 'newest'
      ? db
          .selectFrom('token_values')
          .select([
            'digest',
            'token_id',
            'value_version',
            sql<string | null>`cast(null as text)`.as('ends_at'),
          ])
          .where(fits)
      : db
          .selectFrom('outgoing_values')
          .select((eb) => [
            'digest',
            'token_id',
            'value_version',
            eb.ref('ends_at').$castTo<string | null>().as('ends_at'),
          ])
          .where(fits);
  return db
    .selectFrom(own.as('own'))
    .innerJoin('tokens as token', 'token.id', 'own.token_id')
    .leftJoin('tokens as front', (join) =>
      join.onRef('front.id', '=', 'token.backed_by').on('front.deleted_at', 'is', null),
    )
    .leftJoin('token_values as backing', 'backing.token_id', 'front.id')
    .select([
      'own.digest',
      'token.id',
      'token.name',
      'token.scopes',
      'token.expires_at',
      'token.calls_per_minute',
      'own.value_version as own_version',
      'own.ends_at',
      'front.id as front_id',
      'front.scopes as front_scopes',
      'backing.value_version',
      'backing.key_id',
      'backing.wrapped_key',
      'backing.sealed',
      readAt.as('read_at'),
    ])
    .where('token.kind', '=', 'issued')
    .where('token.deleted_at', 'is', null);
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
  const binding = { tokenId: front_id, valueVersion: value_version };
  return openOften(deps.keyring, binding, { key_id, wrapped_key, sealed });
}
