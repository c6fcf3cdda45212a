import { ID_PREFIXES } from '../../contract/ids.ts';
import type { AccessRequest } from '../../contract/grant.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { findLiveToken } from '../tokens/find-token.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { lockGrants } from './grant-row.ts';
import { mayReveal } from './may-reveal.ts';
import { accessRequestOf, findRequest } from './request-row.ts';
import { newId } from '../store/new-id.ts';

export interface AskRequest {
  readonly actor: Actor;
  readonly tokenId: string;
  readonly reason: string;
}

/**
 * Asks for leave to see a token's value. One question of a person for a token is open at a time.
 * @throws Refusal `not_found`, `token_deleted`, `already_granted`, `already_asked`, and `forbidden`
 * for a token made on the host, which is nobody that could be granted anything
 */
export async function askForToken(deps: TokenDeps, request: AskRequest): Promise<AccessRequest> {
  const { actor, tokenId, reason } = request;
  const now = deps.now();
  const id = newId(ID_PREFIXES.request);
  return deps.store.transaction(async (trx) => {
    await lockGrants(deps.store, trx, tokenId);
    const token = await findLiveToken(trx, tokenId);
    if (await mayReveal(trx, actor, tokenId, now)) throw new Refusal('already_granted');
    if (actor.kind !== 'member') {
      throw new Refusal('forbidden', {
        message: 'Only a person can ask for a token. Sign in with the extension.',
      });
    }
    const kept = await trx
      .insertInto('access_requests')
      .values({
        id,
        token_id: tokenId,
        member_id: actor.id,
        reason,
        status: 'open',
        created_at: now.toISOString(),
        decided_by_id: null,
        decided_by_name: null,
        decided_at: null,
        answer: '',
      })
      // The unique index over open requests decides, whatever a second replica does meanwhile.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (Number(kept.numInsertedOrUpdatedRows) !== 1) throw new Refusal('already_asked');
    await writeAudit(trx, {
      action: 'request.made',
      actor,
      token: { id: tokenId, name: token.name },
      detail: { request: id },
      at: now,
    });
    return accessRequestOf(await findRequest(trx, id));
  });
}
