import type { Handlers } from '../http/handlers.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { passkeysOf } from './passkeys.ts';
import { removePasskey } from './remove-passkey.ts';
import { updateCompany } from './update-company.ts';

/** One's own passkeys, and the company's rule that asks for them. */
export function passkeyHandlers(
  deps: TokenDeps,
): Pick<Handlers, 'myPasskeys' | 'removeMyPasskey' | 'updateCompany'> {
  const { store, now } = deps;
  return {
    myPasskeys: async ({ actor }) => {
      const rows = await passkeysOf(store.db, actor.id);
      return {
        body: {
          items: rows.map(({ id, name, created_at, last_used_at }) => ({
            id,
            name,
            createdAt: created_at,
            lastUsedAt: last_used_at,
          })),
        },
      };
    },
    removeMyPasskey: async ({ actor, params }) => {
      await removePasskey(store, { actor, id: params.passkeyId, now: now() });
      return { body: undefined };
    },
    updateCompany: async ({ actor, body }) => ({
      body: await updateCompany(store, { actor, patch: body, now: now() }),
    }),
  };
}
