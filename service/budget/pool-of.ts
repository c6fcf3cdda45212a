import type { Operation } from '../../contract/operations.ts';
import type { Pool } from './budget-state.ts';

/** Which of Front’s limits a call comes under besides the company’s. */
export function poolOf(operation: Operation): Pool {
  if (operation.path.startsWith('/conversations/search/')) return 'search';
  if (operation.path.startsWith('/analytics/exports')) return 'exports';
  return 'general';
}

/**
 * The resource that a call is about, such as `/conversations/cnv_1` for its messages, too.
 * @param path as it is sent, decided on already
 * @returns null for a call about no single one, such as a list
 */
export function resourceOf(operation: Operation, path: string): string | null {
  const [, , id] = operation.path.split('/');
  if (id?.startsWith('{') !== true) return null;
  return path.split(/[/?]/).slice(1, 3).join('/');
}
