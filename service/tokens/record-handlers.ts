import type { Handlers } from '../http/handlers.ts';
import { findToken } from './find-token.ts';
import { findValues } from './find-values.ts';
import { listFrontCompanies } from './front-companies.ts';
import { readValueFacts } from './front-value.ts';
import type { TokenDeps } from './token-deps.ts';
import { verifyToken } from './verify-token.ts';

/** Handlers of the calls about what is known of values, and whose a found one is. */
export function recordHandlers(
  deps: TokenDeps,
): Pick<Handlers, 'getValueFacts' | 'verifyToken' | 'listFrontCompanies' | 'findTokens'> {
  const { db } = deps.store;
  return {
    getValueFacts: async ({ params }) => {
      const { id } = await findToken(db, params.id);
      return { body: await readValueFacts(db, id) };
    },
    verifyToken: async ({ actor, params }) => ({
      body: await verifyToken(deps, { actor, id: params.id }),
    }),
    listFrontCompanies: async () => ({ body: await listFrontCompanies(db) }),
    findTokens: async ({ actor, body }) => ({ body: await findValues(deps, { actor, body }) }),
  };
}
