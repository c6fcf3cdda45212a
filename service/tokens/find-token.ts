import type { Kysely } from 'kysely';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';
import type { TokenRow } from './token-row.ts';

/**
 * Reads one token's row, deleted ones included.
 * @throws Refusal `not_found`
 */
export async function findToken(db: Kysely<Database>, id: string): Promise<TokenRow> {
  const row = await db.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw unknownToken();
  return row;
}

export function unknownToken(): Refusal {
  return new Refusal('not_found', { message: 'There is no token with this id.' });
}

/**
 * Reads a token that somebody wants to act on.
 * @throws Refusal `not_found`, or `token_deleted` when only its tombstone is left
 */
export async function findLiveToken(db: Kysely<Database>, id: string): Promise<TokenRow> {
  const row = await findToken(db, id);
  if (row.deleted_at !== null) throw new Refusal('token_deleted');
  return row;
}
