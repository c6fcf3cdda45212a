import type { Handlers } from '../http/handlers.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';

/** Grants and what members ask for. */
export function grantHandlers(
  _deps: TokenDeps,
): Pick<
  Handlers,
  | 'listGrants'
  | 'putGrant'
  | 'deleteGrant'
  | 'putTagGrant'
  | 'deleteTagGrant'
  | 'myGrants'
  | 'createRequest'
  | 'myRequests'
  | 'withdrawRequest'
  | 'listRequests'
  | 'decideRequest'
> {
  const missing = () => Promise.reject(new Refusal('internal'));
  return {
    listGrants: missing,
    putGrant: missing,
    deleteGrant: missing,
    putTagGrant: missing,
    deleteTagGrant: missing,
    myGrants: missing,
    createRequest: missing,
    myRequests: missing,
    withdrawRequest: missing,
    listRequests: missing,
    decideRequest: missing,
  };
}
