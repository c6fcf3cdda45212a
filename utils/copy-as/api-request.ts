import type { Operation } from '../../contract/operations.ts';
import type { TokenKind } from '../../contract/token.ts';
import table from './body-skeletons.json' with { type: 'json' };

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One call as somebody would write it down. `{…}` in the address stands for what they fill in. */
export interface ApiRequest {
  readonly method: string;
  readonly url: string;
  /** The fields that Front requires, empty; null where no body is known. */
  readonly body: Json | null;
}

const FRONT_API = 'https://api2.frontapp.com';
/** The one call that any token may make. */
const ANY_TOKEN: Pick<Operation, 'id' | 'method' | 'path'> = {
  id: 'api-token-details',
  method: 'GET',
  path: '/me',
};

const BODIES = new Map(Object.entries<Json>(table.bodies));

/** The base address at which a token's value works: the gateway for issued ones, Front for its own. */
export function baseAddress(kind: TokenKind, serviceAddress: string): string {
  return kind === 'issued' ? `${serviceAddress}/front` : FRONT_API;
}

/**
 * The request for an operation, or without one the call that any token may make.
 * @param serviceAddress of the token service, without a slash at the end
 */
export function apiRequest(
  operation: Pick<Operation, 'id' | 'method' | 'path'> | null,
  kind: TokenKind,
  serviceAddress: string,
): ApiRequest {
  const { id, method, path } = operation ?? ANY_TOKEN;
  return {
    method,
    url: baseAddress(kind, serviceAddress) + path,
    body: BODIES.get(id) ?? null,
  };
}
