import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { generate } from 'selfsigned';
import { OPERATION_SCOPES } from './docs-page.ts';
import type { FrontState, StandInToken } from './front-state.ts';

const APP_JS = new URL('app/settings.js', import.meta.url);
const APP_CSS = new URL('app/settings.css', import.meta.url);

/**
 * Front's web pages: the settings app, and a little of the API reference. Class names are drawn
 * anew at each start, because nothing may rely on them.
 */
export async function createAppServer(state: FrontState): Promise<Server> {
  const certificate = await generate([{ name: 'commonName', value: 'app.frontapp.com' }], {
    keySize: 2048,
  });
  const mark = randomBytes(3).toString('hex');
  const obscure = (text: string): string =>
    text.replace(
      /\bfr-(\w+)/g,
      (_, name: string) =>
        `css-${mark}${Buffer.from(name).toString('hex').slice(0, 6)}${name.length}`,
    );
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'https://app.frontapp.com');
    const { method = 'GET' } = request;
    const [, area, id, part] = url.pathname.split('/').slice(1);
    if (url.pathname === '/_app/settings.js')
      return text(response, 'text/javascript', obscure(readFileSync(APP_JS, 'utf8')));
    if (url.pathname === '/_app/settings.css')
      return text(response, 'text/css', obscure(readFileSync(APP_CSS, 'utf8')));
    if (url.pathname.startsWith('/_app/') && area === 'tokens') {
      if (method === 'GET' && id === undefined)
        return json(response, 200, state.tokens.map(listed));
      if (method === 'POST' && id === undefined) {
        const body = JSON.parse(await read(request)) as Partial<StandInToken>;
        const name = (body.name ?? '').trim();
        if (name === '') return json(response, 422, { message: 'A name is needed' });
        const token = await state.create({
          name,
          scopes: body.scopes ?? [],
          features: body.features ?? [],
          namespaces: body.namespaces ?? [],
        });
        return json(response, 201, listed(token));
      }
      const token = state.find(id ?? '');
      if (token === undefined) return json(response, 404, { message: 'Gone' });
      if (method === 'GET' && part === 'value') return json(response, 200, { value: token.value });
      if (method === 'DELETE') {
        state.delete(token.id);
        return json(response, 204, null);
      }
      return json(response, 200, listed(token));
    }
    const reference = /^\/reference\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (reference !== undefined) return text(response, 'text/html', docs(reference));
    return text(response, 'text/html', SHELL);
  };
  return createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
}

const SHELL = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Settings</title><link rel="stylesheet" href="/_app/settings.css"></head>
<body><div id="app"></div><script type="module" src="/_app/settings.js"></script></body></html>`;

function docs(operation: string): string {
  const scope = OPERATION_SCOPES[operation] ?? 'unknown';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${operation}</title></head><body><main><h1>${operation}</h1><p>Required scope: <code>${scope}</code></p></main></body></html>`;
}

/** What the list shows: everything but the value. */
function listed({ value: _value, ...token }: StandInToken) {
  return token;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function text(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
  });
  response.end(body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(body === null ? undefined : JSON.stringify(body));
}
