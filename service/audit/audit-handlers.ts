import type { HandlerDeps, Handlers } from '../http/handlers.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import { listSeen } from './list-seen.ts';

/** The audit log: pages, the whole of it as a file, and what one person has seen. */
export function auditHandlers(
  deps: HandlerDeps,
): Pick<Handlers, 'listAudit' | 'exportAudit' | 'seenByMember' | 'reportRefusedMessages'> {
  return {
    listAudit: async ({ query }) => ({ body: await listAudit(deps.store, query) }),
    exportAudit: async ({ actor, query }) => ({
      body: undefined,
      file: await exportAudit(deps, actor, query),
    }),
    reportRefusedMessages: async ({ actor, body }) => {
      await deps.refusals.recordMessages(actor, body.refusals, deps.now());
      return { body: undefined };
    },
    seenByMember: async ({ params }) => ({ body: { items: await listSeen(deps, params.id) } }),
  };
}
