import type { Grant } from '../../contract/grant.ts';
import type { Store } from '../store/open-store.ts';
import { findToken } from '../tokens/find-token.ts';
import { grantOf, grantsWithNames } from './grant-row.ts';

/**
 * Who may see a token's value beside admins: people by name, then tags. Grants that have ended are
 * listed too, so that they can be given anew.
 * @throws Refusal `not_found`
 */
export async function listGrants({ db }: Store, tokenId: string): Promise<{ items: Grant[] }> {
  await findToken(db, tokenId);
  const rows = await grantsWithNames(db, tokenId)
    .orderBy('grants.grantee_kind')
    .orderBy('members.name')
    .orderBy('grants.grantee')
    .execute();
  return { items: rows.map((row) => grantOf(row, row.member_name)) };
}
