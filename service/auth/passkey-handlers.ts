import type { Handlers } from '../http/handlers.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';

/** One's own passkeys, and the company's rule that asks for them. */
export function passkeyHandlers(
  _deps: TokenDeps,
): Pick<Handlers, 'myPasskeys' | 'removeMyPasskey' | 'updateCompany'> {
  const missing = () => Promise.reject(new Refusal('internal'));
  return { myPasskeys: missing, removeMyPasskey: missing, updateCompany: missing };
}
