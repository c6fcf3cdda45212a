import type { SeenToken } from '../../contract/member.ts';
import { findMember } from '../auth/find-member.ts';
import { Refusal } from '../refusal.ts';
import { statusOf } from '../tokens/token-row.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';

/**
 * The tokens whose value a person has seen, the latest look first: what has to be rotated when they
 * leave. Whoever recorded a token that was made in Front had its value in hand, so that counts, too.
 * @throws Refusal `not_found` when there is no such person
 */
export async function listSeen(deps: TokenDeps, memberId: string): Promise<SeenToken[]> {
  const { db } = deps.store;
  if ((await findMember(db, memberId)) === undefined) throw new Refusal('not_found');
  const rows = await db
    .selectFrom('audit_events')
    .innerJoin('tokens', 'tokens.id', 'audit_events.token_id')
    .select(['tokens.id', 'tokens.name', 'tokens.deleted_at', 'tokens.expires_at'])
    .select((select) => [
      select.fn.min('audit_events.at').as('first'),
      select.fn.max('audit_events.at').as('last'),
      select.fn.countAll<number>().as('times'),
    ])
    .where('audit_events.actor_id', '=', memberId)
    .where((where) =>
      where.or([
        where('audit_events.action', '=', 'token.revealed'),
        where.and([
          where('audit_events.action', '=', 'token.created'),
          where('tokens.kind', '=', 'front'),
          where('tokens.hint', 'is not', null),
        ]),
      ]),
    )
    .groupBy(['tokens.id', 'tokens.name', 'tokens.deleted_at', 'tokens.expires_at'])
    .orderBy('last', 'desc')
    .orderBy('tokens.id')
    .execute();
  const now = deps.now();
  return rows.map((row) => ({
    token: { id: row.id, name: row.name, status: statusOf(row, now) },
    firstSeenAt: row.first,
    lastSeenAt: row.last,
    times: row.times,
  }));
}
