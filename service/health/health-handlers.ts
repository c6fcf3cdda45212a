import type { Handlers } from '../http/handlers.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { readHealth } from './read-health.ts';
import { deleteSnooze, putSnooze } from './snooze.ts';
import { UnusedScopesReader } from './unused-scopes.ts';

/** Handlers of the calls about tokens' health. */
export function healthHandlers(
  deps: TokenDeps,
): Pick<Handlers, 'getTokenHealth' | 'putSnooze' | 'deleteSnooze'> {
  const unusedScopes = new UnusedScopesReader(deps);
  return {
    getTokenHealth: async () => ({ body: await readHealth(deps, unusedScopes) }),
    putSnooze: async ({ actor, params, body }) => ({
      body: await putSnooze(deps, { actor, ...params, body }),
    }),
    deleteSnooze: async ({ actor, params }) => {
      await deleteSnooze(deps, { actor, ...params });
      return { body: undefined };
    },
  };
}
