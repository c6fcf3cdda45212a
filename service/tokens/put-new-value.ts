import type { Token } from '../../contract/token.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';
import type { Trx } from './token-deps.ts';
import { tokenOf, type TokenRow } from './token-row.ts';

export interface NewValue {
  readonly sealed: Omit<Database['token_values'], 'token_id'>;
  readonly hint: string;
  /** What is recorded of a Front token's scopes from now on; left out, it stays. */
  readonly scopes?: string;
  readonly now: Date;
}

/**
 * Puts a value in the place of the one that a token has; what was sealed before is overwritten.
 * @throws Refusal `stale_version` when another replica was faster
 */
export async function putNewValue(trx: Trx, before: TokenRow, value: NewValue): Promise<Token> {
  const { id } = before;
  await trx.deleteFrom('token_values').where('token_id', '=', id).execute();
  await trx
    .insertInto('token_values')
    .values({ token_id: id, ...value.sealed })
    .execute();
  const changes = {
    hint: value.hint,
    scopes: value.scopes ?? before.scopes,
    updated_at: value.now.toISOString(),
    version: before.version + 1,
  };
  const done = await trx
    .updateTable('tokens')
    .set(changes)
    .where('id', '=', id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (Number(done.numUpdatedRows) !== 1) throw new Refusal('stale_version');
  return tokenOf({ ...before, ...changes }, value.now);
}
