import type { Route } from './route.ts';
import { ScopeDryRun, ScopeProposal, ScopeProposalQuery, TryScopes } from './scope-proposal.ts';
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
  getScopeProposal: {
    method: 'GET',
    path: '/v1/tokens/{id}/scope-proposal',
    summary: 'What an issued token may do, held against what it did: the narrowest set of scopes',
    who: 'any',
    params: tokenParams,
    query: ScopeProposalQuery,
    success: { status: 200, schema: ScopeProposal },
    errors: ['not_found', 'not_issued'],
  },
  tryScopes: {
    method: 'POST',
    path: '/v1/tokens/{id}/scope-dry-run',
    summary: 'Which past calls another set of scopes would have refused; changes nothing',
    who: 'any',
    params: tokenParams,
    body: TryScopes,
    readsOnly: true,
    success: { status: 200, schema: ScopeDryRun },
    errors: ['not_found', 'not_issued'],
  },
} as const satisfies Readonly<Record<string, Route>>;
