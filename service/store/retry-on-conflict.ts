import { brokenUniqueIndex } from './database-errors.ts';

const ATTEMPTS = 3;

/**
 * Runs a transaction that looks first and writes then. Where another replica wrote in between, a
 * unique index breaks the write; the next attempt sees its row and can say what is wrong, or, for a
 * repeated idempotency key, answers with its token.
 */
export async function retryOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 1 || brokenUniqueIndex(error) === null) throw error;
    }
  }
}
