import { OPERATIONS_BY_ID } from '../../contract/operations.ts';
import type { RefusedHere } from '../../contract/usage.ts';

/** Calls of one operation with one outcome, all days together. */
export interface CountedCalls {
  /** Id of the operation; null where the call was none, or its operation was not kept. */
  readonly operation: string | null;
  readonly outcome: string;
  readonly calls: number;
  /** The last of them, ISO 8601. */
  readonly lastAt: string;
}

/** What calls asked of a token's scopes. */
export type ScopeOfCall =
  /** `missing`: the token did not have the scope, and the calls were refused for that. */
  | { kind: 'scope'; operation: string; scope: string; missing: boolean }
  /** An operation that needs none. */
  | { kind: 'no_scope' }
  /** Refused before anybody asked which operation it is. */
  | { kind: 'no_operation' }
  /** Nobody knows: the operation was not kept, or this version's table does not have it any more. */
  | { kind: 'unknown' };

/** Decided before the operation is looked for, or because there is none. */
const WITHOUT_OPERATION: ReadonlySet<string> = new Set<RefusedHere>([
  'expired',
  'bad_path',
  'unknown_operation',
]);
const MISSING: RefusedHere = 'missing_scope';

/** Says which scope counted calls asked for. An outcome that this version has no name for passed the scopes. */
export function scopeOfCall({ operation, outcome }: CountedCalls): ScopeOfCall {
  if (operation === null) {
    return { kind: WITHOUT_OPERATION.has(outcome) ? 'no_operation' : 'unknown' };
  }
  const known = OPERATIONS_BY_ID.get(operation);
  if (known === undefined) return { kind: 'unknown' };
  const { scope } = known;
  return scope === null
    ? { kind: 'no_scope' }
    : { kind: 'scope', operation, scope, missing: outcome === MISSING };
}
