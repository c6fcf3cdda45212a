import type { IncomingMessage, ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { parseTokenValue, type ParsedTokenValue } from '../../contract/token-value.ts';
import type { Budget } from '../budget/budget.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Log } from '../http/log.ts';
import { isDatabaseDown } from '../store/database-errors.ts';
import { StaleReading } from '../store/read-fresh.ts';
import { findIssued } from '../tokens/find-issued.ts';
import type { IssuedToken } from '../tokens/issued-of.ts';
import { OutgoingUses } from '../tokens/outgoing-uses.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { shownUserAgent } from '../usage/shown-user-agent.ts';
import type { UsageWriter } from '../usage/usage-writer.ts';
import { CallsInFlight } from './calls-in-flight.ts';
import { decideCall } from './decide-call.ts';
import { forward, type Front } from './forward.ts';
import { FrontAddresses } from './front-addresses.ts';
import { answerFrontError } from './front-error.ts';
import { HeadDeadlines } from './head-deadlines.ts';
import { requestHeaders } from './headers.ts';
import { hasOddFraming } from './odd-framing.ts';
import {
  MOST_OF_ONE_TOKEN,
  refuseCall,
  refuseOverBudget,
  refuseUnderWay,
  type Forwarded,
} from './refuse-call.ts';

export const GATEWAY_PREFIX = '/front';

/** To Front. They are opened as they are needed. */
const CONNECTIONS = 512;

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

/** A call that came in. */
interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly at: Date;
}

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
    // A slow download is the caller's affair; it ends when one side leaves.
    bodyTimeout: 0,
  });
  const deadlines = new HeadDeadlines(deps.frontTimeoutMs);
  const way: Front = {
    dispatcher: upstream,
    addresses: new FrontAddresses(deps.frontApiUrl, deps.publicUrl + GATEWAY_PREFIX),
    deadlines,
  };
  const inFlight = new CallsInFlight(deps.store, deps.log);
  const outgoing = new OutgoingUses(deps.store, (error) =>
    deps.log.error({ err: error }, 'the use of an old value was not written'),
  );

  /** Goes up with everything that was ended in this process. */
  let ends = 0;

  /** Decides on a call as its token was just read; null when it was refused, and answered. */
  const decide = ({ request, response, at }: Call, token: IssuedToken | null): Forwarded | null => {
    const target = (request.url ?? '').slice(GATEWAY_PREFIX.length);
    const decision = decideCall(token, request.method ?? '', target);
    if (decision.kind === 'forward') return decision;
    refuseCall(deps, response, request.method, token, decision, at);
    return null;
  };

  /** Counts a call, keeps it in view and hands it to Front. */
  const send = ({ request, response, at }: Call, sent: Forwarded): void => {
    const { token, operation } = sent;
    deps.budget.use.record(token.id, 'call', at);
    const counted = { tokenId: token.id, at, operation: operation.id };
    deps.usage.use({
      ...counted,
      address: clientAddress(request),
      userAgent: shownUserAgent(request.headers['user-agent']),
    });
    if (token.outgoingUntil !== null) outgoing.record(token.digest, token.readAt);
    deps.log.debug({ gateway: true, token: token.id, operation: operation.id });
    const leave = inFlight.add(token, response);
    let answered = false;
    forward(
      way,
      request,
      response,
      { path: basePath + sent.path, headers: requestHeaders(request.headers, sent.backing) },
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
        onClose: leave,
      },
    );
  };

  /** Takes a call through everything that it has to pass, and sends it. */
  const carry = async (call: Call): Promise<void> => {
    const given = valueIn(call.request.headers.authorization);
    let seen = ends;
    let decision = decide(call, given === null ? null : await findIssued(deps, given));
    if (decision === null || given === null) return;
    const said = deps.budget.ask(decision);
    const answer = said instanceof Promise ? await said : said;
    if (answer.kind === 'wait') {
      refuseOverBudget(deps, call.response, decision, answer, call.at);
      return;
    }
    // While the budget was asked, the token may have been deleted; and an end that this process carried
    // out while the row was on its way had no call to cut yet.
    for (let isOld = said instanceof Promise || seen !== ends; isOld; isOld = seen !== ends) {
      seen = ends;
      decision = decide(call, await findIssued(deps, given));
      if (decision === null) return;
    }
    if (inFlight.of(decision.token.id) >= MOST_OF_ONE_TOKEN) {
      refuseUnderWay(deps, call.response, decision, call.at);
      return;
    }
    // Since `ends` was looked at nothing else ran, so no delete of this process slips through.
    send(call, decision);
  };

  return {
    handle(request, response) {
      if (hasOddFraming(request)) {
        answerFrontError(response, ODD_FRAMING, { Connection: 'close' });
        return;
      }
      carry({ request, response, at: deps.now() }).catch((error: unknown) => {
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
      deadlines.close();
    },
  };
}

/** The value that a call comes with; null for none, and for what cannot be one. */
function valueIn(authorization: string | undefined): ParsedTokenValue | null {
  const text = /^Bearer ([!-~]+)$/i.exec(authorization ?? '')?.[1];
  return text === undefined ? null : parseTokenValue(text);
}
