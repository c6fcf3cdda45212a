import type { Usage } from '../../contract/usage.ts';
import { REFUSED_HERE, type RefusedHere } from '../../contract/usage.ts';
import { OPERATIONS } from '../../contract/operations.ts';
import { findToken } from '../tokens/find-token.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * What a token was used for in the last days, today (UTC) counted; also of a deleted one.
 * @throws ServiceError not_found
 */
export async function readUsage(deps: TokenDeps, id: string, days: number): Promise<Usage> {
  const { db } = deps.store;
  await findToken(db, id);
  const from = new Date(deps.now().getTime() - (days - 1) * DAY_MS).toISOString().slice(0, 10);
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
      scope: OPERATIONS.find((each) => each.id === operation)?.scope ?? null,
      calls,
      lastAt: last_at,
      refusedHere: isRefusedHere(outcome),
    })),
  };
}

function isRefusedHere(outcome: string): outcome is RefusedHere {
  return (REFUSED_HERE as readonly string[]).includes(outcome);
}
