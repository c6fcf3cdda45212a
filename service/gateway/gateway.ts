import type { IncomingMessage, ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { parseTokenValue, type ParsedTokenValue } from '../../contract/token-value.ts';
import type { Budget } from '../budget/budget.ts';
import { overBudget, tooManyUnderWay, type OverBudget } from '../budget/over-budget.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Log } from '../http/log.ts';
import { isDatabaseDown } from '../store/database-errors.ts';
import { StaleReading } from '../store/read-fresh.ts';
import { findIssued, type IssuedToken } from '../tokens/find-issued.ts';
import { OutgoingUses } from '../tokens/outgoing-uses.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { shownUserAgent } from '../usage/shown-user-agent.ts';
import type { UsageWriter } from '../usage/usage-writer.ts';
import { CallsInFlight } from './calls-in-flight.ts';
import { decideCall, type Decision } from './decide-call.ts';
import { forward } from './forward.ts';
import { FrontAddresses } from './front-addresses.ts';
import { answerFrontError } from './front-error.ts';
import { requestHeaders } from './headers.ts';
import { hasOddFraming } from './odd-framing.ts';

export const GATEWAY_PREFIX = '/front';

/** To Front. They are opened as they are needed. */
const CONNECTIONS = 512;
/** Calls under way of one token: whoever asks and never reads must not use the connections up. */
const MOST_OF_ONE_TOKEN = 128;

const UNCHECKED = {
  status: 503,
  title: 'Service unavailable',
  message: 'The token could not be checked just now. Try again.',
} as const;

const ODD_FRAMING = {
  status: 400,
  title: 'Bad request',
  message: 'It is open to doubt where the body of this request ends.',
} as const;

type Forwarded = Extract<Decision, { kind: 'forward' }>;

export interface GatewayDeps extends TokenDeps {
  readonly usage: UsageWriter;
  readonly budget: Budget;
  readonly log: Log;
  /** How long Front may take until the head of its answer is there. */
  readonly frontTimeoutMs: number;
}

export interface Gateway {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Breaks off what a token is still being answered. */
  cut(tokenId: string): void;
  /** Breaks off what stands no longer, such as after an old value was ended. */
  look(): void;
  close(): Promise<void>;
}

/** The gateway to Front's Core API: every call is held against the token's row as it stands now. */
export function createGateway(deps: GatewayDeps): Gateway {
  const front = new URL(deps.frontApiUrl);
  const basePath = front.pathname.replace(/\/$/, '');
  const upstream = new Pool(front.origin, {
    connections: CONNECTIONS,
    headersTimeout: deps.frontTimeoutMs,
    // A slow download is the caller's affair; it ends when one side leaves.
    bodyTimeout: 0,
  });

  const addresses = new FrontAddresses(deps.frontApiUrl, deps.publicUrl + GATEWAY_PREFIX);
  const inFlight = new CallsInFlight(deps.store, deps.log);
  const outgoing = new OutgoingUses(deps.store, (error) =>
    deps.log.error({ err: error }, 'the use of an old value was not written'),
  );

  /** Goes up with everything that was ended in this process. */
  let ends = 0;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const now = deps.now();
    const target = (request.url ?? '').slice(GATEWAY_PREFIX.length);
    /** Null when the call was refused, and answered. */
    const decide = (token: IssuedToken | null): Forwarded | null => {
      const decision = decideCall(token, request.method ?? '', target);
      if (decision.kind === 'forward') return decision;
      const { status, title, message } = decision;
      if (token !== null && decision.reason !== null) {
        deps.usage.count({
          tokenId: token.id,
          at: now,
          operation: decision.operation?.id ?? null,
          outcome: decision.reason,
        });
      }
      deps.log.info({ gateway: true, token: token?.id, method: request.method, status });
      answerFrontError(response, { status, title, message });
      return null;
    };
    const tooMany = (
      { token, operation }: Forwarded,
      reason: string,
      { headers, ...error }: OverBudget,
    ): void => {
      deps.budget.use.record(token.id, 'refused', now);
      deps.usage.count({
        tokenId: token.id,
        at: now,
        operation: operation.id,
        outcome: 'over_budget',
      });
      deps.log.info({ gateway: true, token: token.id, status: 429, reason });
      answerFrontError(response, error, headers);
    };
    const given = valueIn(request.headers.authorization);
    let seen = ends;
    let decision = decide(given === null ? null : await findIssued(deps, given));
    if (given === null || decision === null) return;
    const said = deps.budget.ask(decision);
    const answer = said instanceof Promise ? await said : said;
    if (answer.kind === 'wait') {
      tooMany(decision, answer.reason, overBudget(answer, decision.token.name));
      return;
    }
    // While the budget was asked, the token may have been deleted; and an end that this process carried
    // out while the row was on its way had no call to cut yet.
    for (let isOld = said instanceof Promise || seen !== ends; isOld; isOld = seen !== ends) {
      seen = ends;
      decision = decide(await findIssued(deps, given));
      if (decision === null) return;
    }
    const sent = decision;
    if (inFlight.of(sent.token.id) >= MOST_OF_ONE_TOKEN) {
      tooMany(sent, 'under_way', tooManyUnderWay(MOST_OF_ONE_TOKEN, sent.token.name));
      return;
    }
    deps.budget.use.record(sent.token.id, 'call', now);
    const counted = { tokenId: sent.token.id, at: now, operation: sent.operation.id };
    deps.usage.use({
      ...counted,
      address: clientAddress(request),
      userAgent: shownUserAgent(request.headers['user-agent']),
    });
    if (decision.token.outgoingUntil !== null) {
      outgoing.record(decision.token.digest, decision.token.readAt);
    }
    deps.log.debug({ gateway: true, token: decision.token.id, operation: decision.operation.id });
    // Since `ends` was looked at nothing else ran, so no delete of this process slips through.
    inFlight.add(decision.token, response);
    let answered = false;
    forward(
      upstream,
      addresses,
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
        onEnd: (end) => {
          const outcome = end.kind === 'complete' ? (`${end.status}` as const) : end.kind;
          deps.usage.count({ ...counted, outcome });
          if (!answered) deps.budget.lost();
        },
      },
    );
  };

  return {
    handle(request, response) {
      if (hasOddFraming(request)) {
        answerFrontError(response, ODD_FRAMING, { Connection: 'close' });
        return;
      }
      handle(request, response).catch((error: unknown) => {
        deps.log.error({ err: error, gateway: true }, 'gateway call failed');
        if (response.headersSent) {
          response.destroy();
          return;
        }
        // Unknown means no: without the row there is no call.
        const title =
          isDatabaseDown(error) || error instanceof StaleReading
            ? 'Service unavailable'
            : 'Internal error';
        answerFrontError(response, { ...UNCHECKED, title });
      });
    },
    cut: (tokenId) => {
      ends += 1;
      inFlight.cut(tokenId);
    },
    look: () => {
      ends += 1;
      // Nobody waits for it; it never rejects.
      void inFlight.look();
    },
    close: async () => {
      inFlight.close();
      await outgoing.close();
      await upstream.close();
    },
  };
}

/** The value that a call comes with; null for none, and for what cannot be one. */
function valueIn(authorization: string | undefined): ParsedTokenValue | null {
  const text = /^Bearer ([!-~]+)$/i.exec(authorization ?? '')?.[1];
  return text === undefined ? null : parseTokenValue(text);
}
