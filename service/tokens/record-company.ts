import type { FrontCompany } from './probe-front.ts';
import type { Trx } from './token-deps.ts';

/** Keeps which company Front named for the value that stands from now on. */
export async function recordCompany(
  trx: Trx,
  tokenId: string,
  company: FrontCompany,
  now: Date,
): Promise<void> {
  const facts = {
    company_id: company.id,
    company_name: company.name,
    seen_at: now.toISOString(),
  };
  await trx
    .insertInto('front_companies')
    .values({ token_id: tokenId, ...facts })
    .onConflict((conflict) => conflict.column('token_id').doUpdateSet(facts))
    .execute();
}
