import type { Handlers } from '../http/handlers.ts';
import { readIdempotencyKey } from '../http/idempotency-key.ts';
import { askPrevious } from './ask-previous.ts';
import { endGrace } from './end-grace.ts';
import { entityTag } from './entity-tag.ts';
import { readRotation } from './read-rotation.ts';
import { restoreValue } from './restore-value.ts';
import { rotateToken } from './rotate-token.ts';
import type { TokenDeps } from './token-deps.ts';

/** Handlers of the calls about new and old values. */
export function rotationHandlers(
  deps: TokenDeps,
): Pick<Handlers, 'rotateToken' | 'getRotation' | 'endGrace' | 'askPrevious' | 'restoreValue'> {
  return {
    rotateToken: async ({ actor, params, body, header }) => {
      const token = await rotateToken(deps, {
        actor,
        id: params.id,
        body,
        idempotencyKey: readIdempotencyKey(header('Idempotency-Key')),
        ifMatch: header('If-Match'),
      });
      return { body: token, etag: entityTag(token.version) };
    },
    getRotation: async ({ params }) => ({ body: await readRotation(deps, params.id) }),
    endGrace: async ({ actor, params }) => ({
      body: await endGrace(deps, { actor, id: params.id }),
    }),
    askPrevious: async ({ actor, params }) => ({
      body: await askPrevious(deps, { actor, id: params.id }),
    }),
    restoreValue: async ({ actor, params }) => {
      const token = await restoreValue(deps, { actor, id: params.id });
      return { body: token, etag: entityTag(token.version) };
    },
  };
}
