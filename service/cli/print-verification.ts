import { writtenHead } from '../audit/open-chain.ts';
import { verifyAudit, type ExpectedHead, type Finding } from '../audit/verify-audit.ts';
import { HOST_ACTOR, writeAudit } from '../audit/write-audit.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/open-store.ts';
import { withStore } from './open-for-command.ts';

/** A log that was overwritten altogether would print a line for every row. */
const MOST_LINES = 200;

/**
 * Prints one line for each finding and ends with exit code 1, or one line that all is well. That
 * somebody looked is written down first, so that the check covers it too.
 */
export function printVerification(config: Config, expected: ExpectedHead | null): Promise<void> {
  return withStore(config, async (store, { key }) => {
    const unwritten = await noteVerification(store);
    const { rows, unchained, head, findings } = await verifyAudit(store, key, expected);
    const all = unwritten === null ? findings : [unwritten, ...findings];
    const counted = `${rows} rows${unchained > 0 ? ` (${unchained} from before there was a chain)` : ''}`;
    const where = head === null ? 'no head' : `head ${writtenHead(head)}`;
    if (all.length === 0) {
      process.stdout.write(`ok: ${counted}, ${where}\n`);
      return;
    }
    for (const { seq, what } of all.slice(0, MOST_LINES)) {
      process.stdout.write(`row ${seq}: ${what}\n`);
    }
    if (all.length > MOST_LINES) process.stdout.write(`and ${all.length - MOST_LINES} more\n`);
    process.stdout.write(`not ok: ${counted}, ${all.length} findings, ${where}\n`);
    process.exitCode = 1;
  });
}

/** A log to which no row can be added is a finding of its own, and no reason not to look. */
async function noteVerification(store: Store): Promise<Finding | null> {
  try {
    await store.transaction((trx) =>
      writeAudit(trx, { action: 'audit.verified', actor: HOST_ACTOR, at: new Date() }),
    );
    return null;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { seq: 0, what: `no row can be added to the log: ${reason}` };
  }
}
