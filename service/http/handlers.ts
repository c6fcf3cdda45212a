import { openSecret } from '../../contract/secret-value.ts';
import { API_VERSION, PRODUCT_VERSION, SERVICE_NAME } from '../../contract/version.ts';
import type { RouteName, RouteOutput, RouteParsed } from '../../contract/routes.ts';
import type { Refusals } from '../audit/refusals.ts';
import { auditHandlers } from '../audit/audit-handlers.ts';
import type { Actor } from '../auth/actor.ts';
import type { BudgetSettings } from '../budget/allowance.ts';
import { readBudget } from '../budget/read-budget.ts';
import { passkeyHandlers } from '../auth/passkey-handlers.ts';
import { grantHandlers } from '../grants/grant-handlers.ts';
import type { FileAnswer } from './file-answer.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import type { Readiness } from './readiness.ts';
import type { JsonBody } from '../json-body.ts';
import { healthHandlers } from '../health/health-handlers.ts';
import { memberHandlers } from '../members/member-handlers.ts';
import { readMe } from '../members/read-me.ts';
import { noteHandlers } from '../notes/note-handlers.ts';
import { createToken } from '../tokens/create-token.ts';
import { deleteToken } from '../tokens/delete-token.ts';
import { entityTag } from '../tokens/entity-tag.ts';
import { findToken } from '../tokens/find-token.ts';
import { listTokens } from '../tokens/list-tokens.ts';
import { recordHandlers } from '../tokens/record-handlers.ts';
import { revealToken } from '../tokens/reveal-token.ts';
import { rotationHandlers } from '../tokens/rotation-handlers.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { tokenOf } from '../tokens/token-row.ts';
import { updateToken } from '../tokens/update-token.ts';
import { readScopeDryRun, readScopeProposal } from '../usage/read-scope-record.ts';
import { readUsage } from '../usage/read-usage.ts';

/** What a handler gets: everything already validated against the route's row. */
export interface Call<Name extends RouteName> {
  readonly params: RouteParsed<Name, 'params'>;
  readonly query: RouteParsed<Name, 'query'>;
  readonly body: RouteParsed<Name, 'body'>;
  /** Who is calling. Only open routes may do without. */
  readonly actor: Actor;
  readonly header: (name: 'If-Match' | 'Idempotency-Key') => string | null;
}

export interface Answer<T> {
  /** What the row promises, or the same written as JSON already. */
  readonly body: T | JsonBody;
  readonly etag?: string;
  /** Sent instead of the body, where the row promises a file. */
  readonly file?: FileAnswer;
}

export type Handlers = {
  readonly [Name in RouteName]: (call: Call<Name>) => Promise<Answer<RouteOutput<Name>>>;
};

export interface HandlerDeps extends TokenDeps {
  readonly refusals: Refusals;
  readonly readiness: Readiness;
  readonly budgetSettings: BudgetSettings;
}

/** One handler for each row of the route table. */
export function createHandlers(deps: HandlerDeps): Handlers {
  return {
    health: () =>
      Promise.resolve({
        body: {
          status: 'ok',
          service: SERVICE_NAME,
          version: PRODUCT_VERSION,
          apiVersion: API_VERSION,
        },
      }),
    readiness: async () => {
      await deps.readiness.check();
      return { body: { status: 'ready' } };
    },
    me: async ({ actor }) => ({ body: await readMe(deps.store, actor) }),
    listTokens: async ({ query }) => ({ body: await listTokens(deps, query) }),
    createToken: async ({ actor, body, header }) => {
      const idempotencyKey = readIdempotencyKey(header('Idempotency-Key'));
      return tagged(await createToken(deps, { actor, body, idempotencyKey }));
    },
    getToken: async ({ params }) =>
      tagged(tokenOf(await findToken(deps.store.db, params.id), deps.now())),
    updateToken: async ({ actor, params, body, header }) =>
      tagged(
        await updateToken(deps, { actor, id: params.id, ifMatch: header('If-Match'), patch: body }),
      ),
    revealToken: async ({ actor, params, body }) => {
      const value = await revealToken(deps, { actor, id: params.id, via: body.via });
      return { body: { value: openSecret(value) } };
    },
    deleteToken: async ({ actor, params, header }) => {
      await deleteToken(deps, { actor, id: params.id, ifMatch: header('If-Match') });
      return { body: undefined };
    },
    getBudget: async () => ({
      body: await readBudget({ ...deps, settings: deps.budgetSettings }),
    }),
    getUsage: async ({ params, query }) => ({
      body: await readUsage(deps, params.id, query.days),
    }),
    getScopeProposal: async ({ params, query }) => ({
      body: await readScopeProposal(deps, params.id, query.days),
    }),
    tryScopes: async ({ params, body }) => ({
      body: await readScopeDryRun(deps, params.id, body),
    }),
    ...noteHandlers(deps),
    ...recordHandlers(deps),
    ...healthHandlers(deps),
    ...rotationHandlers(deps),
    ...auditHandlers(deps),
    ...grantHandlers(deps),
    ...memberHandlers(deps),
    ...passkeyHandlers(deps),
  };
}

function tagged<T extends { version: number }>(body: T): Answer<T> {
  return { body, etag: entityTag(body.version) };
}
