import type { AccessRequest, DecideRequest } from '../../contract/grant.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { findLiveToken } from '../tokens/find-token.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { answerRequest } from './answer-request.ts';
import { lockGrants } from './grant-row.ts';
import { endOfGrant, writeGrant } from './put-grant.ts';
import { accessRequestOf, findRequest } from './request-row.ts';

export interface Decision {
  readonly actor: Actor;
  readonly id: string;
  readonly body: DecideRequest;
}

type Verdict = { kind: 'grant'; until: string | null } | { kind: 'refuse' };

/**
 * Answers a request, once. With `grant` the grant is given in the same transaction.
 * @throws Refusal `not_found`, `already_decided`, `token_deleted`, `member_not_active`, `invalid_value`
 */
export async function decideRequest(deps: TokenDeps, decision: Decision): Promise<AccessRequest> {
  const { actor, id, body } = decision;
  const now = deps.now();
  const verdict = verdictOf(body, now);
  const answer = body.answer ?? '';
  // Token and person of a request never change, so they may be read before the lock on the token.
  const asked = await findRequest(deps.store.db, id);
  const token = { id: asked.token_id, name: asked.token_name };
  const member = { id: asked.member_id, name: asked.member_name ?? asked.member_id };
  return deps.store.transaction(async (trx) => {
    await lockGrants(deps.store, trx, token.id);
    const by = { id: actor.id, name: actor.name };
    switch (verdict.kind) {
      case 'refuse':
        await answerRequest(trx, id, { status: 'refused', by, answer, now });
        await writeAudit(trx, {
          action: 'request.refused',
          actor,
          token,
          detail: { request: id, member },
          at: now,
        });
        break;
      case 'grant': {
        await answerRequest(trx, id, { status: 'granted', by, answer, now });
        await findLiveToken(trx, token.id);
        const { until } = verdict;
        const to = { kind: 'member', id: member.id } as const;
        const grant = await writeGrant(trx, { actor, tokenId: token.id, to, until, now });
        await writeAudit(trx, {
          action: 'request.granted',
          actor,
          token,
          detail: { request: id, member, until },
          at: now,
        });
        await writeAudit(trx, {
          action: 'grant.given',
          actor,
          token,
          detail: { to: grant.to, until, request: id },
          at: now,
        });
      }
    }
    return accessRequestOf(await findRequest(trx, id));
  });
}

function verdictOf(body: DecideRequest, now: Date): Verdict {
  if (body.decision === 'grant') return { kind: 'grant', until: endOfGrant(body.until, now) };
  if (body.until !== undefined && body.until !== null) {
    throw Refusal.of('invalid_value', 'until', 'Only a grant has an end.');
  }
  return { kind: 'refuse' };
}
