import type { Store } from '../store/open-store.ts';
import { readDatabaseTime } from '../store/database-time.ts';

/**
 * Which of these values may still call: of a token that is neither deleted nor expired, with a Front
 * token behind it, and not replaced longer ago than it was given.
 * @param digests as in `token_values`
 * @param own what this process's clock says
 */
export async function findStanding(
  store: Store,
  digests: readonly string[],
  own: Date,
): Promise<ReadonlySet<string>> {
  const { db } = store;
  const at = (await readDatabaseTime(db, store.dialect, own)).toISOString();
  const newest = db
    .selectFrom('token_values')
    .select(['digest', 'token_id'])
    .where('digest', 'in', digests);
  const outgoing = db
    .selectFrom('outgoing_values')
    .select(['digest', 'token_id'])
    .where('digest', 'in', digests)
    .where('ends_at', '>', at);
  const rows = await db
    .selectFrom(newest.unionAll(outgoing).as('own'))
    .innerJoin('tokens as token', 'token.id', 'own.token_id')
    .innerJoin('tokens as front', 'front.id', 'token.backed_by')
    .select('own.digest')
    .where('token.deleted_at', 'is', null)
    .where('front.deleted_at', 'is', null)
    .where((eb) => eb.or([eb('token.expires_at', 'is', null), eb('token.expires_at', '>', at)]))
    .execute();
  return new Set(rows.map(({ digest }) => digest));
}
