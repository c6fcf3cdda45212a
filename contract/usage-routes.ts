import type { Route } from './route.ts';
import { tokenParams } from './token.ts';
import { Usage, UsageQuery } from './usage.ts';

/** What tokens are used for. */
export const USAGE_ROUTES = {
  getUsage: {
    method: 'GET',
    path: '/v1/tokens/{id}/usage',
    summary: 'What a token was used for, by day, operation and outcome',
    who: 'any',
    params: tokenParams,
    query: UsageQuery,
    success: { status: 200, schema: Usage },
    errors: ['not_found'],
  },
} as const satisfies Readonly<Record<string, Route>>;
