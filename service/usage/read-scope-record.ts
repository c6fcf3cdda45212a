import { sql } from 'kysely';
import type { ScopeDryRun, ScopeProposal, TryScopes } from '../../contract/scope-proposal.ts';
import { Refusal } from '../refusal.ts';
import { findToken } from '../tokens/find-token.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { firstDay } from './kept-days.ts';
import { proposeScopes } from './propose-scopes.ts';
import { recordedSince } from './recorded-since.ts';
import type { CountedCalls } from './scope-of-call.ts';
import { tryScopes } from './try-scopes.ts';

/**
 * The narrowest scopes that a token's counted calls ask for; also of a deleted one.
 * @throws Refusal `not_found`, or `not_issued` for a Front token, whose calls nobody here sees
 */
export async function readScopeProposal(
  deps: TokenDeps,
  id: string,
  days: number,
): Promise<ScopeProposal> {
  const { granted, counted, record } = await readRecord(deps, id, days);
  const proposal = proposeScopes(granted, counted);
  const complete = record.wholeLife && proposal.undecided === 0;
  return { ...record, ...proposal, complete };
}

/**
 * What other scopes would have done to a token's counted calls. Reads alone.
 * @throws Refusal as `readScopeProposal`
 */
export async function readScopeDryRun(
  deps: TokenDeps,
  id: string,
  { scopes, days }: TryScopes,
): Promise<ScopeDryRun> {
  const { granted, counted, record } = await readRecord(deps, id, days);
  return { ...record, ...tryScopes(granted, scopes, counted) };
}

async function readRecord(deps: TokenDeps, id: string, days: number) {
  const { db } = deps.store;
  const now = deps.now();
  const token = await findToken(db, id);
  if (token.kind !== 'issued') throw new Refusal('not_issued');
  const from = firstDay(now, days);
  const since = await recordedSince(db, token.created_at, now);
  const rows = await db
    .selectFrom('usage_days')
    .select(['operation', 'outcome'])
    // PostgreSQL's sum of bigints is a numeric, which comes as a text.
    .select(sql<number>`cast(sum(calls) as bigint)`.as('calls'))
    .select((eb) => eb.fn.max('last_at').as('lastAt'))
    .where('token_id', '=', id)
    .where('day', '>=', from)
    .groupBy(['operation', 'outcome'])
    .orderBy('operation')
    .orderBy('outcome')
    .execute();
  const counted: CountedCalls[] = rows.map(({ operation, ...row }) => ({
    ...row,
    operation: operation === '' ? null : operation,
  }));
  return {
    granted: JSON.parse(token.scopes) as string[],
    counted,
    record: {
      from,
      recordedSince: since,
      wholeLife: since <= token.created_at && from <= token.created_at.slice(0, 10),
    },
  };
}
