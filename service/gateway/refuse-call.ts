import type { ServerResponse } from 'node:http';
import { overBudget, tooManyUnderWay, type OverBudget } from '../budget/over-budget.ts';
import type { Budget, BudgetAnswer } from '../budget/budget.ts';
import type { Log } from '../http/log.ts';
import type { IssuedToken } from '../tokens/issued-of.ts';
import type { UsageWriter } from '../usage/usage-writer.ts';
import type { Decision } from './decide-call.ts';
import { answerFrontError } from './front-error.ts';

/** Calls under way of one token: whoever asks and never reads must not use the connections up. */
export const MOST_OF_ONE_TOKEN = 128;

export interface RefusalDeps {
  readonly usage: UsageWriter;
  readonly budget: Budget;
  readonly log: Log;
}

export type Refused = Extract<Decision, { kind: 'refuse' }>;
export type Forwarded = Extract<Decision, { kind: 'forward' }>;

/** Answers a call that was decided against, and counts it where its token is known. */
export function refuseCall(
  deps: RefusalDeps,
  response: ServerResponse,
  method: string | undefined,
  token: IssuedToken | null,
  refused: Refused,
  at: Date,
): void {
  const { status, title, message, reason, operation } = refused;
  if (token !== null && reason !== null) {
    deps.usage.count({
      tokenId: token.id,
      at,
      operation: operation?.id ?? null,
      outcome: reason,
    });
  }
  deps.log.info({ gateway: true, token: token?.id, method, status });
  answerFrontError(response, { status, title, message });
}

/** Answers a call that the budget has no room for. */
export function refuseOverBudget(
  deps: RefusalDeps,
  response: ServerResponse,
  call: Forwarded,
  answer: Extract<BudgetAnswer, { kind: 'wait' }>,
  at: Date,
): void {
  tooMany(deps, response, call, answer.reason, overBudget(answer, call.token.name), at);
}

/** Answers a call whose token has as many under way as one may have. */
export function refuseUnderWay(
  deps: RefusalDeps,
  response: ServerResponse,
  call: Forwarded,
  at: Date,
): void {
  const error = tooManyUnderWay(MOST_OF_ONE_TOKEN, call.token.name);
  tooMany(deps, response, call, 'under_way', error, at);
}

function tooMany(
  deps: RefusalDeps,
  response: ServerResponse,
  { token, operation }: Forwarded,
  reason: string,
  { headers, ...error }: OverBudget,
  at: Date,
): void {
  deps.budget.use.record(token.id, 'refused', at);
  deps.usage.count({ tokenId: token.id, at, operation: operation.id, outcome: 'over_budget' });
  deps.log.info({ gateway: true, token: token.id, status: 429, reason });
  answerFrontError(response, error, headers);
}
