import type { Route } from './route.ts';
import { PutSnooze, Snooze, snoozeParams, TokenHealth } from './token-health.ts';

/** What is known of tokens’ health, and what of it was put aside. */
export const HEALTH_ROUTES = {
  getTokenHealth: {
    method: 'GET',
    path: '/v1/token-health',
    summary: 'What the service alone knows of tokens that should be looked at',
    who: 'admin',
    success: { status: 200, schema: TokenHealth },
    errors: [],
  },
  putSnooze: {
    method: 'PUT',
    path: '/v1/tokens/{id}/snoozes/{finding}',
    summary: 'Put a finding about a token aside until a day, with the reason',
    who: 'admin',
    params: snoozeParams,
    body: PutSnooze,
    success: { status: 200, schema: Snooze },
    errors: ['not_found', 'token_deleted'],
  },
  deleteSnooze: {
    method: 'DELETE',
    path: '/v1/tokens/{id}/snoozes/{finding}',
    summary: 'Take up a finding again that was put aside',
    who: 'admin',
    params: snoozeParams,
    success: { status: 204 },
    errors: ['not_found'],
  },
} as const satisfies Readonly<Record<string, Route>>;
