import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { ROUTES, type RouteName } from '../../contract/routes.ts';
import { DOCUMENT, describe } from './openapi.ts';
import { honoPath } from './hono-path.ts';

let document: Promise<object> | null = null;

/** The OpenAPI 3.1 document of the whole route table, made once. */
export function openApiDocument(): Promise<object> {
  document ??= make();
  return document;
}

function make(): Promise<object> {
  const table = new Hono();
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const { method, path } = ROUTES[name];
    table.on(method, honoPath(path), describe(name, ROUTES[name]));
  }
  return generateSpecs(table, { documentation: DOCUMENT });
}
