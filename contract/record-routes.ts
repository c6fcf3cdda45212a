import { FindTokens, FoundTokens } from './find-tokens.ts';
import { FrontCompanies, ValueFacts } from './front-value.ts';
import type { Route } from './route.ts';
import { tokenParams } from './token.ts';

/** What is known of values beside the values, and whose a found one is. */
export const RECORD_ROUTES = {
  getValueFacts: {
    method: 'GET',
    path: '/v1/tokens/{id}/value-facts',
    summary: 'What a Front token’s value says of itself, and whether Front has vouched for it',
    who: 'any',
    params: tokenParams,
    success: { status: 200, schema: ValueFacts },
    errors: ['not_found'],
  },
  verifyToken: {
    method: 'POST',
    path: '/v1/tokens/{id}/verify',
    summary: 'Ask Front about a recorded value, by the one call that changes nothing',
    who: 'admin',
    params: tokenParams,
    success: { status: 200, schema: ValueFacts },
    errors: ['not_found', 'token_deleted', 'not_made_in_front', 'no_value', 'stale_version'],
  },
  listFrontCompanies: {
    method: 'GET',
    path: '/v1/front-companies',
    summary: 'Which companies Front named for the values recorded here',
    who: 'any',
    success: { status: 200, schema: FrontCompanies },
    errors: [],
  },
  findTokens: {
    method: 'POST',
    path: '/v1/tokens/find',
    summary: 'Whose values are these, asked by their SHA-256; the question is recorded',
    who: 'any',
    body: FindTokens,
    readsOnly: true,
    success: { status: 200, schema: FoundTokens },
    errors: [],
  },
} as const satisfies Readonly<Record<string, Route>>;
