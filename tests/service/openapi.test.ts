import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERRORS } from '../../contract/errors.ts';
import { ROUTES, type Route, type RouteName } from '../../contract/routes.ts';
import { openApiDocument } from '../../service/http/openapi-document.ts';
import { call } from './support/http.ts';
import { startService, type TestService } from './support/start-service.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content?: object }>;
  readonly security: readonly object[];
}
interface Document {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

const ROUTE_NAMES = Object.keys(ROUTES) as RouteName[];
let service: TestService;
let document: Document;
beforeAll(async () => {
  service = await startService('sqlite');
  document = (await call(service, 'GET', '/openapi.json', { as: null })).body as Document;
});
afterAll(() => service.stop());

test('it says that it is OpenAPI 3.1, and of which product', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(document.info.title).toBe('Front Token Companion');
});

test('every row of the route table is in it, and nothing else', () => {
  const rows = ROUTE_NAMES.map((name) => `${ROUTES[name].method} ${ROUTES[name].path} ${name}`);
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => `${method.toUpperCase()} ${path} ${operation.operationId}`,
    ),
  );
  expect(listed.sort()).toEqual(rows.sort());
});

test.each(ROUTE_NAMES)('%s has its parameters, body, answers and sign-in', (name) => {
  const route: Route = ROUTES[name];
  const operation = document.paths[route.path]![route.method.toLowerCase()]!;
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const parameters = operation.parameters ?? [];
  expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(inPath);
  for (const parameter of parameters.filter((p) => p.in === 'path'))
    expect(parameter.required).toBe(true);
  expect(parameters.filter((p) => p.in === 'header').map((p) => p.name)).toEqual(
    route.headers ?? [],
  );
  expect(operation.requestBody === undefined).toBe(route.body === undefined);
  expect(operation.security.length > 0).toBe(route.who !== 'open');
  expect(operation.responses[route.success.status]?.content !== undefined).toBe(
    route.success.schema !== undefined || route.success.file !== undefined,
  );
  for (const type of route.success.file ?? []) {
    expect(operation.responses[200]?.content).toHaveProperty([type]);
  }
  for (const code of route.errors) {
    expect(operation.responses[ERRORS[code].status]?.description).toContain(code);
  }
});

test('every reference in it leads somewhere, and components have names of their own', () => {
  const text = JSON.stringify(document);
  const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
  expect(refs.length).toBeGreaterThan(10);
  for (const ref of refs) {
    expect(ref).toMatch(/^#\/components\/schemas\/[A-Z]\w+$/);
    expect(Object.keys(document.components.schemas)).toContain(ref.split('/').at(-1));
  }
  for (const name of [
    'Token',
    'TokenPage',
    'CreateIssuedToken',
    'RecordFrontToken',
    'PatchToken',
    'Error',
  ]) {
    expect(Object.keys(document.components.schemas)).toContain(name);
  }
  expect(Object.keys(document.components.securitySchemes)).toEqual(['dpop', 'bearer']);
});

test('no schema of a token has room for its value', () => {
  expect(JSON.stringify(document.components.schemas.Token)).not.toContain('"value"');
});

test('the committed document is what the route table gives: run `node scripts/write-openapi.ts`', async () => {
  const committed: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  expect(committed).toEqual(JSON.parse(JSON.stringify(await openApiDocument())));
  expect(committed).toEqual(document);
});

test('the page of the docs lists every call, runs no script, and styles itself by its own policy', async () => {
  const page = await call(service, 'GET', '/docs', { as: null });
  expect(page.status).toBe(200);
  for (const name of ROUTE_NAMES) expect(page.text).toContain(ROUTES[name].summary);
  expect(page.text).not.toContain('<script');
  const style = /<style>([^]*)<\/style>/.exec(page.text)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
});
