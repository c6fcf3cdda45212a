import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { answerRequest } from './answer-request.ts';
import { findRequest, unknownRequest } from './request-row.ts';

/**
 * Takes back what somebody asked for. Others' requests are as good as unknown.
 * @throws Refusal `not_found`, `already_decided`
 */
export async function withdrawRequest(
  deps: TokenDeps,
  request: { readonly actor: Actor; readonly id: string },
): Promise<void> {
  const { actor, id } = request;
  const now = deps.now();
  await deps.store.transaction(async (trx) => {
    const row = await findRequest(trx, id);
    if (row.member_id !== actor.id) throw unknownRequest();
    await answerRequest(trx, id, { status: 'withdrawn', by: null, answer: '', now });
    await writeAudit(trx, {
      action: 'request.withdrawn',
      actor,
      token: { id: row.token_id, name: row.token_name },
      detail: { request: id },
      at: now,
    });
  });
}
