import type { IncomingMessage, ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { parseTokenValue } from '../../contract/token-value.ts';
import type { Budget } from '../budget/budget.ts';
import { overBudget } from '../budget/over-budget.ts';
import type { Log } from '../http/log.ts';
import { isDatabaseDown } from '../store/database-errors.ts';
import { findIssued, type IssuedToken } from '../tokens/find-issued.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import type { UsageWriter } from '../tokens/usage-writer.ts';
import { CallsInFlight } from './calls-in-flight.ts';
import { decideCall, type Decision } from './decide-call.ts';
import { forward } from './forward.ts';
import { answerFrontError } from './front-error.ts';
import { requestHeaders } from './headers.ts';

export const GATEWAY_PREFIX = '/front';

const HEADERS_TIMEOUT_MS = 60_000;
const CONNECTIONS = 128;

export interface GatewayDeps extends TokenDeps {
  readonly frontApiUrl: string;
  readonly usage: UsageWriter;
  readonly budget: Budget;
  readonly log: Log;
}

export interface Gateway {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Breaks off what a token is still being answered. */
  cut(tokenId: string): void;
  close(): Promise<void>;
}

/** The gateway to Front's Core API: every call is held against the token's row as it stands now. */
export function createGateway(deps: GatewayDeps): Gateway {
  const front = new URL(deps.frontApiUrl);
  const basePath = front.pathname.replace(/\/$/, '');
  const upstream = new Pool(front.origin, {
    connections: CONNECTIONS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    // A slow download is the caller's affair; it ends when one side leaves.
    bodyTimeout: 0,
  });

  const inFlight = new CallsInFlight(deps.store, deps.log);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const now = deps.now();
    const target = (request.url ?? '').slice(GATEWAY_PREFIX.length);
    const decide = async (): Promise<Decision> => {
      const token = await tokenOf(deps, request.headers.authorization);
      const decision = decideCall(token, request.method ?? '', target, deps.now());
      if (decision.kind === 'forward') return decision;
      const { status, title, message } = decision;
      deps.log.info({ gateway: true, token: token?.id, method: request.method, status });
      answerFrontError(response, { status, title, message });
      return decision;
    };
    let decision = await decide();
    if (decision.kind === 'refuse') return;
    const said = deps.budget.ask(decision);
    const answer = said instanceof Promise ? await said : said;
    if (answer.kind === 'wait') {
      const { id, name } = decision.token;
      const { headers, ...error } = overBudget(answer, name);
      deps.budget.use.record(id, 'refused', now);
      deps.log.info({ gateway: true, token: id, status: 429, reason: answer.reason });
      answerFrontError(response, error, headers);
      return;
    }
    // While the budget was asked, the token may have been deleted.
    if (said instanceof Promise) decision = await decide();
    if (decision.kind === 'refuse') return;
    const sent = decision;
    deps.budget.use.record(sent.token.id, 'call', now);
    deps.usage.record(decision.token.id, now);
    deps.log.info({ gateway: true, token: decision.token.id, operation: decision.operation.id });
    // Between the row's answer and this line nothing else runs, so no delete slips through.
    inFlight.add(decision.token.id, response);
    let answered = false;
    forward(
      upstream,
      request,
      response,
      {
        path: basePath + decision.path,
        headers: requestHeaders(request.headers, decision.backing),
      },
      {
        onStatus: (status, headers) => {
          answered = true;
          deps.budget.learn(sent, status, headers);
        },
        onEnd: () => {
          if (!answered) deps.budget.lost();
        },
      },
    );
  };

  return {
    handle(request, response) {
      handle(request, response).catch((error: unknown) => {
        deps.log.error({ err: error, gateway: true }, 'gateway call failed');
        if (response.headersSent) {
          response.destroy();
          return;
        }
        // Unknown means no: without the row there is no call.
        const title = isDatabaseDown(error) ? 'Service unavailable' : 'Internal error';
        answerFrontError(response, {
          status: 503,
          title,
          message: 'The token could not be checked just now. Try again.',
        });
      });
    },
    cut: (tokenId) => inFlight.cut(tokenId),
    close: async () => {
      inFlight.close();
      await upstream.close();
    },
  };
}

async function tokenOf(
  deps: TokenDeps,
  authorization: string | undefined,
): Promise<IssuedToken | null> {
  const text = /^Bearer ([!-~]+)$/i.exec(authorization ?? '')?.[1];
  const parsed = text === undefined ? null : parseTokenValue(text);
  return parsed === null ? null : findIssued(deps, parsed);
}
