import type { Kysely } from 'kysely';
import type { FrontCompanies, FrontCompany } from '../../contract/front-value.ts';
import type { Database } from '../store/schema.ts';

/** The companies that Front named for live tokens, the one of most tokens first. */
export async function listFrontCompanies(
  db: Kysely<Database>,
  exceptId: string | null = null,
): Promise<FrontCompanies> {
  const rows = await db
    .selectFrom('front_companies as named')
    .innerJoin('tokens', 'tokens.id', 'named.token_id')
    .select((eb) => [
      'named.company_id as id',
      eb.fn.max('named.company_name').as('name'),
      eb.fn.countAll<number>().as('tokens'),
    ])
    .where('tokens.deleted_at', 'is', null)
    .$if(exceptId !== null, (query) => query.where('tokens.id', '<>', exceptId))
    .groupBy('named.company_id')
    .orderBy('tokens', 'desc')
    .orderBy((eb) => eb.fn.min('named.seen_at'))
    .execute();
  return { items: rows };
}

/**
 * The company whose tokens these are, as far as Front has said; null before it has named any.
 * @param exceptId a token that is not to vouch for itself
 */
export async function ourFrontCompany(
  db: Kysely<Database>,
  exceptId: string | null = null,
): Promise<FrontCompany | null> {
  const [first] = (await listFrontCompanies(db, exceptId)).items;
  return first === undefined ? null : { id: first.id, name: first.name };
}
