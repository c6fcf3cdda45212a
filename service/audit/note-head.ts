import type { Log } from '../http/log.ts';
import type { Store } from '../store/open-store.ts';
import { isSealed } from './chain.ts';
import { chainOf, readHead, writtenHead } from './open-chain.ts';

/**
 * Writes down in the service's log, which is kept elsewhere, where the audit log ends. Whoever cuts
 * off rows and puts back an older database cannot take that line back: `verify-audit --expect`.
 */
export async function noteHead(store: Store, log: Log): Promise<void> {
  try {
    const head = await readHead(store.db);
    if (head === null) {
      log.error('the head of the audit log is missing: run verify-audit');
      return;
    }
    const auditHead = writtenHead(head);
    if (isSealed(chainOf(store.db).key, head)) log.info({ auditHead }, 'audit log');
    else log.error({ auditHead }, 'the head of the audit log was tampered with: run verify-audit');
  } catch (error) {
    log.error({ err: error }, 'could not read the head of the audit log');
  }
}
