import { reachOf } from '../../contract/backing-reach.ts';
import type { Operation } from '../../contract/operations.ts';
import type { RefusedHere } from '../../contract/usage.ts';
import type { SecretValue } from '../../contract/secret-value.ts';
import type { IssuedToken } from '../tokens/issued-of.ts';
import { matchOperation } from '../../contract/match-operation.ts';
import { readTarget } from './request-target.ts';
import { explainUnknown } from './unknown-operation.ts';

/** What becomes of a call, decided before anything is sent. */
export type Decision =
  | {
      kind: 'forward';
      token: IssuedToken;
      operation: Operation;
      path: string;
      backing: SecretValue;
    }
  | {
      kind: 'refuse';
      status: 400 | 401 | 403 | 503;
      title: string;
      message: string;
      /** For the count of refused calls; null where no token is known. Never told to the caller. */
      reason: RefusedHere | null;
      operation: Operation | null;
    };

/** The same answer for no, junk, expired, deleted and unknown values: it is no oracle. */
export const UNAUTHORIZED = {
  kind: 'refuse',
  status: 401,
  title: 'Unauthenticated',
  message: 'A token issued by this service is needed, and it has to be valid.',
  reason: null,
  operation: null,
} as const satisfies Decision;

/**
 * Decides on one call of an issued token: state and expiry, exact path, operation, scope, backing.
 * Expiry is held against the time at which the row was read, by the clock that all replicas share.
 * @param target path and query after the gateway's prefix, beginning with `/`
 */
export function decideCall(token: IssuedToken | null, method: string, target: string): Decision {
  if (token === null) return UNAUTHORIZED;
  if (token.expiresAt !== null && token.expiresAt <= token.readAt) {
    return { ...UNAUTHORIZED, reason: 'expired' };
  }
  const read = readTarget(target);
  if (read.kind === 'refused') {
    return refuse(
      'bad_path',
      null,
      400,
      'Bad request',
      'This path is not written as the Core API writes paths.',
    );
  }
  const operation = matchOperation(method, read.segments);
  if (operation === null) {
    return refuse(
      'unknown_operation',
      null,
      403,
      'Forbidden',
      explainUnknown(method, read.segments),
    );
  }
  if (operation.scope !== null && !token.scopes.includes(operation.scope)) {
    return refuse(
      'missing_scope',
      operation,
      403,
      'Forbidden',
      `The token “${token.name}” lacks the scope ${operation.scope}, which ${operation.id} needs.`,
    );
  }
  if (token.backing === null) {
    return refuse(
      'no_backing',
      operation,
      503,
      'Service unavailable',
      `No Front token stands behind “${token.name}”. An admin has to choose one.`,
    );
  }
  if (operation.scope !== null && reachOf(token.backingScopes, [operation.scope]) === 'lacks') {
    return refuse(
      'backing_lacks_scope',
      operation,
      403,
      'Forbidden',
      `The Front token behind “${token.name}” lacks the scope ${operation.scope}, as far as it is recorded. An admin has to choose another one.`,
    );
  }
  return {
    kind: 'forward',
    token,
    operation,
    path: read.path + read.query,
    backing: token.backing,
  };
}

function refuse(
  reason: RefusedHere,
  operation: Operation | null,
  status: 400 | 403 | 503,
  title: string,
  message: string,
): Decision {
  return { kind: 'refuse', status, title, message, reason, operation };
}
