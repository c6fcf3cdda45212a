import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningService } from '../../../scripts/run-service.ts';

/** Changes the database of a running service, as only time or a mishap would. */
export function changeDatabase(
  service: RunningService,
  statement: string,
  ...values: readonly string[]
): void {
  // The service writes as well, and each waits for the other.
  const db = new DatabaseSync(path.join(service.dataDir, 'companion.db'), { timeout: 10_000 });
  try {
    db.prepare(statement).run(...values);
  } finally {
    db.close();
  }
}
