import type { Handlers } from '../http/handlers.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { listAudit } from './list-audit.ts';

/** The audit log: pages, the whole of it as a file, and what one person has seen. */
export function auditHandlers(
  deps: TokenDeps,
): Pick<Handlers, 'listAudit' | 'exportAudit' | 'seenByMember'> {
  const missing = () => Promise.reject(new Refusal('internal'));
  return {
    listAudit: async ({ query }) => ({ body: await listAudit(deps.store, query) }),
    exportAudit: missing,
    seenByMember: missing,
  };
}
