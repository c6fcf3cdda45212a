import type { Handlers } from '../http/handlers.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import { listSeen } from './list-seen.ts';

/** The audit log: pages, the whole of it as a file, and what one person has seen. */
export function auditHandlers(
  deps: TokenDeps,
): Pick<Handlers, 'listAudit' | 'exportAudit' | 'seenByMember'> {
  return {
    listAudit: async ({ query }) => ({ body: await listAudit(deps.store, query) }),
    exportAudit: async ({ actor, query }) => ({
      body: undefined,
      file: await exportAudit(deps, actor, query),
    }),
    seenByMember: async ({ params }) => ({ body: { items: await listSeen(deps, params.id) } }),
  };
}
