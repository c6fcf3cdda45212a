import * as z from 'zod/mini';
import { AuditPage } from './audit.ts';
import type { ErrorCode } from './errors.ts';
import { Health, Me, Readiness } from './member.ts';
import {
  CreateToken,
  ListAuditQuery,
  ListTokensQuery,
  PatchToken,
  RevealedValue,
  RevealToken,
  Token,
  TokenIdSchema,
  TokenPage,
} from './token.ts';

/**
 * Who may call a route. `open`: anybody, without a sign-in. `any`: whoever is signed in.
 * `admin_or_field`: admins; members for the fields of `MEMBER_PATCH_FIELDS`.
 * `admin_or_grant`: admins; members to whom the token was granted.
 */
export type Who = 'open' | 'any' | 'admin' | 'admin_or_field' | 'admin_or_grant';

type Schema = z.ZodMiniType;

/** One call of the service. The server's validation, the OpenAPI document, the extension's client and the test of roles come from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with `{name}` for parameters, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** Request headers that mean something to this call, beside `Authorization` and `DPoP`. */
  readonly headers?: readonly ('If-Match' | 'Idempotency-Key')[];
  readonly success: {
    readonly status: 200 | 201 | 204;
    readonly schema?: Schema;
    /** The answer carries an `ETag`. */
    readonly etag?: true;
    /** The answer holds a secret: `Cache-Control: no-store`. All of `/v1` has it; here it is a promise. */
    readonly noStore?: true;
  };
  /** What can go wrong in this call's own meaning. What any call can meet (`COMMON_ERRORS`, body, query) is added by the reader of the table. */
  readonly errors: readonly ErrorCode[];
}

const tokenParams = z.strictObject({ id: TokenIdSchema });
const unknownToken = ['not_found'] as const;

export const ROUTES = {
  health: {
    method: 'GET',
    path: '/healthz',
    summary: 'Is the process up, and which version is it',
    who: 'open',
    success: { status: 200, schema: Health },
    errors: [],
  },
  readiness: {
    method: 'GET',
    path: '/readyz',
    summary: 'Can it serve: the database answers',
    who: 'open',
    success: { status: 200, schema: Readiness },
    errors: ['unavailable'],
  },
  me: {
    method: 'GET',
    path: '/v1/me',
    summary: 'Who am I, and what may I do',
    who: 'any',
    success: { status: 200, schema: Me },
    errors: [],
  },
  listTokens: {
    method: 'GET',
    path: '/v1/tokens',
    summary: 'List tokens, a page at a time',
    who: 'any',
    query: ListTokensQuery,
    success: { status: 200, schema: TokenPage },
    errors: ['bad_cursor'],
  },
  createToken: {
    method: 'POST',
    path: '/v1/tokens',
    summary: 'Issue a token, or record one that was made in Front',
    who: 'admin',
    body: CreateToken,
    headers: ['Idempotency-Key'],
    success: { status: 201, schema: Token, etag: true },
    errors: [
      'name_taken',
      'value_known',
      'not_a_front_token',
      'backing_unknown',
      'backing_lacks_scope',
      'idempotency_key_reused',
    ],
  },
  getToken: {
    method: 'GET',
    path: '/v1/tokens/{id}',
    summary: 'One token; of a deleted one, what is kept of it',
    who: 'any',
    params: tokenParams,
    success: { status: 200, schema: Token, etag: true },
    errors: unknownToken,
  },
  updateToken: {
    method: 'PATCH',
    path: '/v1/tokens/{id}',
    summary: 'Change a token’s notes, scopes or expiry',
    who: 'admin_or_field',
    params: tokenParams,
    body: PatchToken,
    headers: ['If-Match'],
    success: { status: 200, schema: Token, etag: true },
    errors: [
      'not_found',
      'token_deleted',
      'stale_version',
      'if_match_required',
      'field_forbidden',
      'name_taken',
      'backing_unknown',
      'backing_lacks_scope',
    ],
  },
  revealToken: {
    method: 'POST',
    path: '/v1/tokens/{id}/reveal',
    summary: 'Read a token’s value; the look is recorded',
    who: 'admin_or_grant',
    params: tokenParams,
    body: RevealToken,
    success: { status: 200, schema: RevealedValue, noStore: true },
    errors: ['not_found', 'token_deleted', 'no_value', 'no_grant'],
  },
  deleteToken: {
    method: 'DELETE',
    path: '/v1/tokens/{id}',
    summary: 'Delete a token now; its value is wiped',
    who: 'admin',
    params: tokenParams,
    headers: ['If-Match'],
    success: { status: 204 },
    errors: ['not_found', 'token_deleted', 'stale_version', 'if_match_required'],
  },
  listAudit: {
    method: 'GET',
    path: '/v1/audit',
    summary: 'What was done, newest first',
    who: 'admin',
    query: ListAuditQuery,
    success: { status: 200, schema: AuditPage },
    errors: ['bad_cursor'],
  },
} as const satisfies Readonly<Record<string, Route>>;

export type RouteName = keyof typeof ROUTES;

/** What any call that needs a sign-in can answer. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'not_signed_in',
  'session_ended',
  'bad_proof',
  'forbidden',
  'bad_query',
  'too_many_requests',
  'unavailable',
];

/** What any call with a body can answer besides. */
export const BODY_ERRORS: readonly ErrorCode[] = [
  'bad_json',
  'body_too_large',
  'not_json',
  'wrong_type',
  'missing_field',
  'unknown_field',
  'too_long',
  'too_many',
  'too_short',
  'invalid_value',
];

type SchemaOf<R, Part extends string> =
  R extends Readonly<Record<Part, infer S extends Schema>> ? S : undefined;

/** What a caller hands to a route: path parameters, query, body and headers, typed from its row. */
export type RouteInput<Name extends RouteName> = InputPart<Name, 'params'> &
  InputPart<Name, 'query'> &
  InputPart<Name, 'body'>;

type InputPart<Name extends RouteName, Part extends 'params' | 'query' | 'body'> =
  SchemaOf<(typeof ROUTES)[Name], Part> extends infer S
    ? S extends Schema
      ? Readonly<Record<Part, z.input<S>>>
      : unknown
    : unknown;

/** What a route answers with when all went well; `undefined` for 204. */
export type RouteOutput<Name extends RouteName> = (typeof ROUTES)[Name]['success'] extends {
  readonly schema: infer S extends Schema;
}
  ? z.output<S>
  : undefined;

/** What a handler gets after validation. */
export type RouteParsed<Name extends RouteName, Part extends 'params' | 'query' | 'body'> =
  SchemaOf<(typeof ROUTES)[Name], Part> extends infer S extends Schema ? z.output<S> : undefined;
