import type { Kysely, Transaction } from 'kysely';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Dialect } from '../store/migration-parts.ts';
import type { Database } from '../store/schema.ts';

/** The row of `sealed_keys` that says which master key is the right one. */
export const KEY_CHECK = 'key-check';

const selectCheck = (db: Kysely<Database>, at: { name: string }) =>
  db.selectFrom('sealed_keys').select('sealed').where('name', '=', at.name);
const plainly = repeatedQuery(selectCheck);
// Many may hold it at once, and none of them while a rewrap does:
// https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS
const shared = repeatedQuery((db, at: { name: string }) => selectCheck(db, at).forKeyShare());
const alone = repeatedQuery((db, at: { name: string }) => selectCheck(db, at).forUpdate());

/**
 * The key check as it stands until this transaction ends: nobody changes the master key meanwhile.
 * SQLite has one writer anyway.
 * @param how `shared` for whoever seals, `alone` for whoever changes the key
 */
export async function holdKeyCheck(
  trx: Transaction<Database>,
  dialect: Dialect,
  how: 'shared' | 'alone',
): Promise<string | undefined> {
  const ask = dialect === 'sqlite' ? plainly : how === 'shared' ? shared : alone;
  const [row] = await ask(trx, { name: KEY_CHECK });
  return row?.sealed;
}

/** What is sealed under a name in `sealed_keys`. */
export async function readSealed(db: Kysely<Database>, name: string): Promise<string | undefined> {
  const [row] = await plainly(db, { name });
  return row?.sealed;
}
