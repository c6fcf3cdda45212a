import type { Usage } from '../../contract/usage.ts';
import { REFUSED_HERE, type RefusedHere } from '../../contract/usage.ts';
import { OPERATIONS_BY_ID } from '../../contract/operations.ts';
import { findToken } from '../tokens/find-token.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { firstDay } from './kept-days.ts';
import { recordedSince } from './recorded-since.ts';

/**
 * What a token was used for in the last days, today (UTC) counted; also of a deleted one.
 * @throws ServiceError not_found
 */
export async function readUsage(deps: TokenDeps, id: string, days: number): Promise<Usage> {
  const { db } = deps.store;
  const now = deps.now();
  const token = await findToken(db, id);
  const from = firstDay(now, days);
  const rows = await db
    .selectFrom('usage_days')
    .select(['day', 'operation', 'outcome', 'calls', 'last_at'])
    .where('token_id', '=', id)
    .where('day', '>=', from)
    .orderBy('day')
    .orderBy('operation')
    .orderBy('outcome')
    .execute();
  const last = await db
    .selectFrom('usage_last')
    .selectAll()
    .where('token_id', '=', id)
    .executeTakeFirst();
  return {
    from,
    recordedSince: await recordedSince(db, token.created_at, now),
    lastUse:
      last === undefined
        ? null
        : {
            at: last.at,
            operation: last.operation,
            address: last.address,
            userAgent: last.user_agent,
          },
    rows: rows.map(({ day, operation, outcome, calls, last_at }) => ({
      day,
      operation: operation === '' ? null : operation,
      outcome,
      // The scope that was missing is the one that the operation needs.
      scope: OPERATIONS_BY_ID.get(operation)?.scope ?? null,
      calls,
      lastAt: last_at,
      refusedHere: isRefusedHere(outcome),
    })),
  };
}

function isRefusedHere(outcome: string): outcome is RefusedHere {
  return (REFUSED_HERE as readonly string[]).includes(outcome);
}
