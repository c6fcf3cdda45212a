import type * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';

/**
 * Who may call a route. `open`: anybody, without a sign-in. `any`: whoever is signed in.
 * `admin_or_field`: admins; members for the fields of `MEMBER_PATCH_FIELDS`.
 * `admin_or_grant`: admins; members to whom the token was granted.
 */
export type Who = 'open' | 'any' | 'admin' | 'admin_or_field' | 'admin_or_grant';

export type Schema = z.ZodMiniType;

/** One call of the service. The server's validation, the OpenAPI document, the extension's client and the test of roles come from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `{name}` for parameters, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** A `POST` that only asks: its question is a list, and too long for an address. */
  readonly readsOnly?: true;
  /** Request headers that mean something to this call, beside `Authorization` and `DPoP`. */
  readonly headers?: readonly ('If-Match' | 'Idempotency-Key')[];
  readonly success: {
    readonly status: 200 | 201 | 204;
    readonly schema?: Schema;
    /** The answer is a file in one of these media types, streamed. */
    readonly file?: readonly string[];
    /** The answer carries an `ETag`. */
    readonly etag?: true;
    /** The answer holds a secret: `Cache-Control: no-store`. All of `/v1` has it; here it is a promise. */
    readonly noStore?: true;
  };
  /** What can go wrong in this call's own meaning. What any call can meet (`COMMON_ERRORS`, body, query) is added by the reader of the table. */
  readonly errors: readonly ErrorCode[];
}
