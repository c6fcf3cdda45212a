import { sql, type Kysely, type RawBuilder } from 'kysely';
import { databaseTime } from '../store/database-time.ts';
import type { Store } from '../store/open-store.ts';
import { repeatedRead } from '../store/repeated-query.ts';
import type { Database } from '../store/schema.ts';

/** Which of a token's values: the one that it has, or those that it had and that still work for a while. */
export type Which = 'newest' | 'outgoing';

export type IssuedRow = Awaited<ReturnType<ReturnType<typeof askingOnPostgres>>>[number];

/**
 * Reads the live issued tokens that these values belong to, and what stands behind them, in one query.
 * @param now what this process's clock says; decides on SQLite alone (`databaseTime`)
 */
export function issuedRows(
  store: Store,
  which: Which,
  digests: readonly string[],
  now: Date,
): IssuedRow[] | Promise<IssuedRow[]> {
  if (store.dialect === 'postgres') return onPostgres[which](store, { digests });
  // SQLite knows no lists, and plans `json_each(?)` anew at each asking.
  let places = 1;
  while (places < digests.length) places *= 4;
  const ask = onSqlite[which].get(places) ?? askingOnSqlite(which, places);
  onSqlite[which].set(places, ask);
  const params: Params = { at: now.toISOString() };
  for (let i = 0; i < places; i++) params[`d${i}`] = digests[i] ?? '';
  return ask(store, params);
}

/** Asked with every call of the gateway: writing the SQL anew would take longer than the answer. */
const onPostgres = { newest: askingOnPostgres('newest'), outgoing: askingOnPostgres('outgoing') };
/** By the number of places for a digest: 1, 4, 16 and so on. */
const onSqlite = {
  newest: new Map<number, ReturnType<typeof askingOnSqlite>>(),
  outgoing: new Map<number, ReturnType<typeof askingOnSqlite>>(),
};

/** `d0`, `d1` and so on are the digests. */
type Params = { at: string } & Record<`d${number}`, string>;

function askingOnPostgres(which: Which) {
  return repeatedRead((db, { digests }: { digests: readonly string[] }) =>
    standing(db, which, sql<boolean>`digest = any(${digests})`, databaseTime('postgres', '')),
  );
}

function askingOnSqlite(which: Which, places: number) {
  return repeatedRead((db, params: Params) => {
    const digests = Array.from({ length: places }, (_, i) => params[`d${i}`]);
    const fits = sql<boolean>`digest in (${sql.join(digests)})`;
    return standing(db, which, fits, databaseTime('sqlite', params.at));
  });
}

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
  return (
    db
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
      // Written out: what a parameter holds could decide on an index for one kind, so that SQLite would
      // plan the query anew at each asking.
      .where('token.kind', '=', sql.lit('issued'))
      .where('token.deleted_at', 'is', null)
  );
}
