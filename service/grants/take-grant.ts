import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { findToken } from '../tokens/find-token.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { grantOf, grantsWithNames, lockGrants } from './grant-row.ts';
import { granteeOf, type NamedGrantee } from './put-grant.ts';

export interface TakeGrantRequest {
  readonly actor: Actor;
  readonly tokenId: string;
  readonly from: NamedGrantee;
}

/**
 * Takes a grant back. After it has returned, no replica reveals the token by it.
 * @throws Refusal `not_found` when there is no such token or no such grant
 */
export async function takeGrant(deps: TokenDeps, request: TakeGrantRequest): Promise<void> {
  const { actor, tokenId } = request;
  const { grantee_kind, grantee } = granteeOf(request.from);
  await deps.store.transaction(async (trx) => {
    await lockGrants(deps.store, trx, tokenId);
    const token = await findToken(trx, tokenId);
    const row = await grantsWithNames(trx, tokenId)
      .where('grants.grantee_kind', '=', grantee_kind)
      .where('grants.grantee', '=', grantee)
      .executeTakeFirst();
    if (row === undefined) {
      throw new Refusal('not_found', { message: 'This grant is not there (any more).' });
    }
    await trx
      .deleteFrom('grants')
      .where('token_id', '=', tokenId)
      .where('grantee_kind', '=', grantee_kind)
      .where('grantee', '=', grantee)
      .execute();
    await writeAudit(trx, {
      action: 'grant.taken',
      actor,
      token: { id: tokenId, name: token.name },
      detail: { from: grantOf(row, row.member_name).to },
      at: deps.now(),
    });
  });
}
