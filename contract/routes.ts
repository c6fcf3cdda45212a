import type * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';
import { BUDGET_ROUTES } from './budget-routes.ts';
import { GRANT_ROUTES } from './grant-routes.ts';
import { NOTE_ROUTES } from './note-routes.ts';
import { HEALTH_ROUTES } from './health-routes.ts';
import { PEOPLE_ROUTES } from './people-routes.ts';
import { RECORD_ROUTES } from './record-routes.ts';
import { ROTATION_ROUTES } from './rotation-routes.ts';
import type { Route, Schema } from './route.ts';
import { TOKEN_ROUTES } from './token-routes.ts';
import { USAGE_ROUTES } from './usage-routes.ts';

export type { Route, Who } from './route.ts';

/** Every call of the service, by name. */
export const ROUTES = {
  ...TOKEN_ROUTES,
  ...NOTE_ROUTES,
  ...RECORD_ROUTES,
  ...ROTATION_ROUTES,
  ...GRANT_ROUTES,
  ...PEOPLE_ROUTES,
  ...BUDGET_ROUTES,
  ...USAGE_ROUTES,
  ...HEALTH_ROUTES,
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
