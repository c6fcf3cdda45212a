import type { Operation } from '../../contract/operations.ts';
import type { Pool } from './budget-state.ts';

/** Which of Front’s limits a call comes under besides the company’s. */
export function poolOf(operation: Operation): Pool {
  return placeOf(operation).pool;
}

/**
 * The resource that a call is about, such as `/conversations/cnv_1` for its messages, too.
 * @param path as it is sent, decided on already
 * @returns null for a call about no single one, such as a list
 */
export function resourceOf(operation: Operation, path: string): string | null {
  if (!placeOf(operation).isAboutOne) return null;
  return path.split(/[/?]/).slice(1, 3).join('/');
}

interface Place {
  readonly pool: Pool;
  /** Its second segment is an id. */
  readonly isAboutOne: boolean;
}

/** Asked with every call, and always the same of one operation. */
const places = new WeakMap<Operation, Place>();

function placeOf(operation: Operation): Place {
  let place = places.get(operation);
  if (place === undefined) {
    const [, , id] = operation.path.split('/');
    place = { pool: poolIn(operation.path), isAboutOne: id?.startsWith('{') === true };
    places.set(operation, place);
  }
  return place;
}

function poolIn(template: string): Pool {
  if (template.startsWith('/conversations/search/')) return 'search';
  if (template.startsWith('/analytics/exports')) return 'exports';
  return 'general';
}
