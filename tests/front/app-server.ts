import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { generate } from 'selfsigned';
import { readAppFiles } from './app-files.ts';
import type { FrontState, StandInToken } from './front-state.ts';
import { REFERENCE_SHELL } from './reference-page.ts';

type Answer =
  | { readonly kind: 'text'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown };

const SHELL = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Settings</title>
    <link rel="stylesheet" href="/_app/settings.css">
  </head>
  <body>
    <div id="app"></div>
    <script type="module" src="/_app/settings.js"></script>
  </body>
</html>
`;

/** Front's web pages over HTTPS: the client-routed settings app and API reference. */
export async function createAppServer(state: FrontState): Promise<Server> {
  const { private: key, cert } = await generate(
    [{ name: 'commonName', value: 'app.frontapp.com' }],
    { keySize: 2048 },
  );
  const files = readAppFiles();
  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname } = new URL(request.url ?? '/', 'https://app.frontapp.com');
    if (pathname.startsWith('/_app/tokens')) return answerAboutTokens(state, request, pathname);
    const file = files.get(pathname.replace('/_app/', ''));
    if (file !== undefined) return { kind: 'text', status: 200, ...file };
    if (pathname.startsWith('/_app/')) return { kind: 'json', status: 404, body: null };
    // Every other path is an app's own: it finds its way by itself.
    return html(/^\/(reference|docs)\//.test(pathname) ? REFERENCE_SHELL : SHELL);
  };
  return createServer({ key, cert }, (request, response) => {
    answerTo(request).then(
      (answer) => send(response, answer),
      () => response.destroy(),
    );
  });
}

/** What the app asks its own server. Not a part of Front's public interface. */
async function answerAboutTokens(
  state: FrontState,
  request: IncomingMessage,
  pathname: string,
): Promise<Answer> {
  const [id, part] = pathname.split('/').slice(3);
  const { method = 'GET' } = request;
  if (id === undefined) {
    if (method === 'POST') return createToken(state, await readText(request));
    return { kind: 'json', status: 200, body: state.tokens.map(withoutValue) };
  }
  const token = state.find(id);
  if (token === undefined) return { kind: 'json', status: 404, body: { message: 'Gone' } };
  if (method === 'DELETE') {
    state.delete(token.id);
    return { kind: 'json', status: 204, body: null };
  }
  if (part === 'value') return { kind: 'json', status: 200, body: { value: token.value } };
  return { kind: 'json', status: 200, body: withoutValue(token) };
}

async function createToken(state: FrontState, body: string): Promise<Answer> {
  const form = JSON.parse(body) as Partial<StandInToken>;
  const name = (form.name ?? '').trim();
  if (name === '') return { kind: 'json', status: 422, body: { message: 'A name is needed' } };
  const { scopes = [], features = [], namespaces = [] } = form;
  const createdBy = 'Ada Admin';
  const token = await state.create({ name, scopes, features, namespaces, createdBy });
  return { kind: 'json', status: 201, body: withoutValue(token) };
}

function withoutValue({ value: _value, ...token }: StandInToken): Omit<StandInToken, 'value'> {
  return token;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function html(body: string): Answer {
  return { kind: 'text', status: 200, type: 'text/html', body };
}

function send(response: ServerResponse, answer: Answer): void {
  const type = answer.kind === 'json' ? 'application/json' : `${answer.type}; charset=utf-8`;
  response.writeHead(answer.status, {
    'content-type': type,
    'cache-control': 'no-store',
    // As strict as a web app's can be, so that whatever is put into the page has to stand it.
    'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  });
  if (answer.kind === 'text') response.end(answer.body);
  else response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
}
