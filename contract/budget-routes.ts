import { Budget } from './budget.ts';
import type { Route } from './route.ts';

/** The company’s budget of calls to Front. */
export const BUDGET_ROUTES = {
  getBudget: {
    method: 'GET',
    path: '/v1/budget',
    summary: 'What the company may call Front, and who did',
    who: 'any',
    success: { status: 200, schema: Budget },
    errors: [],
  },
} as const satisfies Readonly<Record<string, Route>>;
