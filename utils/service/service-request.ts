import { ROUTES, type Route, type RouteInput, type RouteName } from '../../contract/routes.ts';

/** Headers that mean something to some calls; the route table says to which. */
export interface CallHeaders {
  /** The version that a change is made to; sent as `If-Match`. */
  readonly ifVersion?: number;
  readonly idempotencyKey?: string;
}

export interface ServiceRequest {
  readonly method: Route['method'];
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

interface AnyInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** Builds the request of a route from its row in the table. */
export function serviceRequest<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  { ifVersion, idempotencyKey }: CallHeaders = {},
): ServiceRequest {
  const route: Route = ROUTES[name];
  const { params = {}, query = {}, body } = input as AnyInput;
  const path = route.path.replace(/\{(\w+)\}/g, (_whole, param: string) => {
    const value = params[param];
    if (value === undefined) throw new TypeError(`${route.path} needs ${param}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) search.set(key, value);
  }
  const text = search.toString();
  return {
    method: route.method,
    target: text === '' ? path : `${path}?${text}`,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifVersion === undefined ? {} : { 'if-match': `"${ifVersion}"` }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  };
}
