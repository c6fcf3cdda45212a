import type { Rotation } from '../../contract/rotation.ts';
import { readDatabaseTime } from '../store/database-time.ts';
import { findToken } from './find-token.ts';
import type { TokenDeps } from './token-deps.ts';

/**
 * What is left of a token's older values; never anything to open.
 * @throws Refusal `not_found`
 */
export async function readRotation(deps: TokenDeps, id: string): Promise<Rotation> {
  const { db, dialect } = deps.store;
  await findToken(db, id);
  const at = (await readDatabaseTime(db, dialect, deps.now())).toISOString();
  const outgoing = await db
    .selectFrom('outgoing_values')
    .selectAll()
    .where('token_id', '=', id)
    .where('ends_at', '>', at)
    .orderBy('value_version', 'desc')
    .execute();
  const previous = await db
    .selectFrom('previous_values')
    .select(['hint', 'kept_until'])
    .where('token_id', '=', id)
    .where('kept_until', '>', at)
    .executeTakeFirst();
  const company = await db
    .selectFrom('front_companies')
    .select(['company_id', 'company_name'])
    .where('token_id', '=', id)
    .executeTakeFirst();
  return {
    outgoing: outgoing.map((row) => ({
      hint: row.hint,
      endsAt: row.ends_at,
      lastUsedAt: row.last_used_at,
      callCount: row.call_count,
    })),
    previous:
      previous === undefined ? null : { hint: previous.hint, keptUntil: previous.kept_until },
    company: company === undefined ? null : { id: company.company_id, name: company.company_name },
  };
}
