import type { Handlers } from '../http/handlers.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { askForToken } from './ask-for-token.ts';
import { decideRequest } from './decide-request.ts';
import { listGrants } from './list-grants.ts';
import { listRequests, myRequests } from './list-requests.ts';
import { myGrants } from './my-grants.ts';
import { putGrant } from './put-grant.ts';
import { takeGrant } from './take-grant.ts';
import { withdrawRequest } from './withdraw-request.ts';

/** Grants and what members ask for. */
export function grantHandlers(
  deps: TokenDeps,
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
  return {
    listGrants: async ({ params }) => ({ body: await listGrants(deps.store, params.id) }),
    putGrant: async ({ actor, params, body }) => ({
      body: await putGrant(deps, {
        actor,
        tokenId: params.id,
        to: { kind: 'member', id: params.memberId },
        until: body.until ?? null,
      }),
    }),
    deleteGrant: async ({ actor, params }) => {
      const from = { kind: 'member', id: params.memberId } as const;
      await takeGrant(deps, { actor, tokenId: params.id, from });
      return { body: undefined };
    },
    putTagGrant: async ({ actor, params, body }) => ({
      body: await putGrant(deps, {
        actor,
        tokenId: params.id,
        to: { kind: 'tag', tag: params.tag },
        until: body.until ?? null,
      }),
    }),
    deleteTagGrant: async ({ actor, params }) => {
      const from = { kind: 'tag', tag: params.tag } as const;
      await takeGrant(deps, { actor, tokenId: params.id, from });
      return { body: undefined };
    },
    myGrants: async ({ actor }) => ({ body: await myGrants(deps, actor) }),
    createRequest: async ({ actor, params, body }) => ({
      body: await askForToken(deps, { actor, tokenId: params.id, reason: body.reason }),
    }),
    myRequests: async ({ actor }) => ({ body: await myRequests(deps.store, actor) }),
    withdrawRequest: async ({ actor, params }) => {
      await withdrawRequest(deps, { actor, id: params.requestId });
      return { body: undefined };
    },
    listRequests: async ({ query }) => ({ body: await listRequests(deps.store, query.status) }),
    decideRequest: async ({ actor, params, body }) => ({
      body: await decideRequest(deps, { actor, id: params.requestId, body }),
    }),
  };
}
