import { describeRoute, resolver } from 'hono-openapi';
import type { MiddlewareHandler } from 'hono';
import * as z from 'zod/mini';
import { AuditEvent, AuditPage } from '../../contract/audit.ts';
import { ErrorBody, FieldProblem } from '../../contract/error-body.ts';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import { Health, Me, Readiness } from '../../contract/member.ts';
import { BODY_ERRORS, COMMON_ERRORS, type Route } from '../../contract/routes.ts';
import {
  CreateIssuedToken,
  PatchToken,
  RecordFrontToken,
  RevealedValue,
  RevealToken,
  Token,
  TokenPage,
} from '../../contract/token.ts';
import { PRODUCT_VERSION } from '../../contract/version.ts';

/** Schemas that stand in the document under a name of their own. */
const NAMED = {
  AuditEvent,
  AuditPage,
  CreateIssuedToken,
  Error: ErrorBody,
  FieldProblem,
  Health,
  Me,
  PatchToken,
  Readiness,
  RecordFrontToken,
  RevealedValue,
  RevealToken,
  Token,
  TokenPage,
};
for (const [id, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { id });

/** The parts of the OpenAPI 3.1 document that are not derived from a route. */
export const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Front Token Companion',
    version: PRODUCT_VERSION,
    description:
      'Register, sealed values and audit of a company’s Front API tokens. No answer holds a value, but that of the reveal call.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  components: {
    securitySchemes: {
      dpop: {
        type: 'http' as const,
        scheme: 'dpop',
        description: 'Access token of a signed-in browser, bound to its key (RFC 9449).',
      },
      bearer: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'Short-lived token made on the host: `npm run -s service -- access-token`.',
      },
    },
  },
};

const WHO: Readonly<Record<Route['who'], string>> = {
  open: 'Anybody.',
  any: 'Whoever is signed in.',
  admin: 'Admins.',
  admin_or_field: 'Admins; members for purpose and tags.',
  admin_or_grant: 'Admins; members to whom the token was granted.',
};

/** One route's part of the document, as a middleware that hono-openapi collects. */
export function describe(name: string, route: Route): MiddlewareHandler {
  return describeRoute({
    operationId: name,
    summary: route.summary,
    description: `Who may: ${WHO[route.who]}`,
    security: route.who === 'open' ? [] : [{ dpop: [] }, { bearer: [] }],
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.headers ?? []).map((header) => ({
        name: header,
        in: 'header' as const,
        required: header === 'If-Match',
        schema: { type: 'string' as const },
      })),
    ],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                // The library takes a resolver here as it does for answers; its type lacks it.
                schema: resolver(route.body),
              },
            },
          },
        }),
    responses: { [route.success.status]: successOf(route), ...refusalsOf(route) },
  });
}

function successOf(route: Route) {
  const { schema, file } = route.success;
  if (file !== undefined) {
    const asText = { schema: { type: 'string' as const } };
    return {
      description: route.summary,
      content: Object.fromEntries(file.map((type) => [type, asText])),
    };
  }
  return {
    description: route.summary,
    ...(schema === undefined
      ? {}
      : { content: { 'application/json': { schema: resolver(schema) } } }),
  };
}

function refusalsOf(route: Route) {
  const codes = new Set<ErrorCode>([
    ...route.errors,
    ...(route.who === 'open' ? [] : COMMON_ERRORS),
    ...(route.body === undefined ? [] : BODY_ERRORS),
  ]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${ERRORS[code].message}`).join('\n\n'),
        content: { 'application/json': { schema: resolver(ErrorBody) } },
      },
    ]),
  );
}

function parametersOf(schema: z.ZodMiniType | undefined, place: 'path' | 'query') {
  if (schema === undefined) return [];
  const json = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: property as Record<string, unknown>,
  }));
}
