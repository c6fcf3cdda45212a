import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FrontState, StandInToken } from './front-state.ts';
import { RateLimit } from './rate-limit.ts';
import { frontData, type Item } from './sample-data.ts';

export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  /** Which token it came with; never its value. */
  readonly tokenId: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

type Answer = { status: number; body?: unknown; stream?: number };

interface Request {
  readonly base: string;
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

interface Row {
  readonly method: string;
  readonly path: RegExp;
  /** Written by hand from Front's reference, so that it checks the product's own table. */
  readonly scope: string | null;
  readonly answer: (request: Request) => Answer;
}

const RECORDED = 1_000;

/** The Core API of the stand-in, on plain HTTP. */
export function createCoreApi(state: FrontState, rateLimit: number, calls: RecordedCall[]): Server {
  const limit = new RateLimit(rateLimit);
  const rows = operations(state);
  const answerTo = async (
    request: IncomingMessage,
    token: StandInToken | null,
  ): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://front.invalid');
    if (token === null) return problem(401, 'Unauthenticated', 'Invalid token');
    if (!limit.take()) return problem(429, 'Too many requests', 'Rate limit exceeded');
    for (const row of rows) {
      const match = row.path.exec(url.pathname);
      if (match === null || row.method !== request.method) continue;
      if (row.scope !== null && !holds(token, row.scope)) {
        return problem(403, 'Forbidden', `Scope ${row.scope} is needed`);
      }
      const params = match.slice(1).map(decodeURIComponent);
      const base = `https://${state.company.slug}.api.frontapp.com`;
      return row.answer({ base, params, query: url.searchParams, body: await readBody(request) });
    }
    return problem(404, 'Not found', `Unknown path ${url.pathname}`);
  };

  return createServer((request, response) => {
    const handle = async (): Promise<void> => {
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      const token = bearer === undefined ? null : await state.verify(bearer);
      const answer = await answerTo(request, token);
      const { authorization: _hidden, ...headers } = request.headers;
      calls.push({
        method: request.method ?? '',
        path: request.url ?? '',
        tokenId: token?.id ?? null,
        status: answer.status,
        headers: headers as Record<string, string>,
      });
      if (calls.length > RECORDED) calls.shift();
      send(response, answer, limit.headers(answer.status === 429));
    };
    handle().catch(() => response.destroy());
  });
}

function operations(state: FrontState): readonly Row[] {
  const data = frontData();
  const get = (kind: keyof typeof data, id: string | undefined): Answer => {
    const item = data[kind].find((candidate) => candidate.id === id);
    return item === undefined ? problem(404, 'Not found', `No ${kind} ${id ?? ''}`) : { status: 200, body: item };
  };
  const list =
    (kind: keyof typeof data) =>
    ({ base, query }: Request): Answer =>
      page(`${base}/${kind}`, data[kind], query);
  return [
    {
      method: 'GET',
      path: /^\/me$/,
      scope: null,
      answer: ({ base }) => ({
        status: 200,
        body: { _links: { self: `${base}/me` }, id: state.company.id, name: state.company.name },
      }),
    },
    { method: 'GET', path: /^\/conversations$/, scope: 'conversations:read', answer: list('conversations') },
    { method: 'GET', path: /^\/conversations\/search\/([^/]+)$/, scope: 'conversations:read', answer: list('conversations') },
    { method: 'GET', path: /^\/conversations\/([^/]+)$/, scope: 'conversations:read', answer: ({ params }) => get('conversations', params[0]) },
    { method: 'PATCH', path: /^\/conversations\/([^/]+)$/, scope: 'conversations:write', answer: () => ({ status: 204 }) },
    { method: 'GET', path: /^\/conversations\/([^/]+)\/messages$/, scope: 'messages:read', answer: list('messages') },
    // A POST that is not a write: one of the two that send.
    { method: 'POST', path: /^\/conversations\/([^/]+)\/messages$/, scope: 'messages:send', answer: () => ({ status: 202, body: { status: 'accepted', message_uid: 'stand-in' } }) },
    // A DELETE that is not a delete: it takes a link away.
    { method: 'DELETE', path: /^\/conversations\/([^/]+)\/tags$/, scope: 'conversations:write', answer: () => ({ status: 204 }) },
    { method: 'GET', path: /^\/contacts$/, scope: 'contacts:read', answer: list('contacts') },
    { method: 'GET', path: /^\/contacts\/([^/]+)$/, scope: 'contacts:read', answer: ({ params }) => get('contacts', params[0]) },
    { method: 'POST', path: /^\/contacts$/, scope: 'contacts:write', answer: ({ body }) => ({ status: 201, body: { id: 'crd_new', ...body } }) },
    { method: 'PATCH', path: /^\/contacts\/([^/]+)$/, scope: 'contacts:write', answer: () => ({ status: 204 }) },
    { method: 'DELETE', path: /^\/contacts\/([^/]+)$/, scope: 'contacts:delete', answer: () => ({ status: 204 }) },
    { method: 'GET', path: /^\/tags$/, scope: 'tags:read', answer: list('tags') },
    { method: 'GET', path: /^\/tags\/([^/]+)$/, scope: 'tags:read', answer: ({ params }) => get('tags', params[0]) },
    { method: 'POST', path: /^\/tags$/, scope: 'tags:write', answer: ({ body }) => ({ status: 201, body: { id: 'tag_new', ...body } }) },
    { method: 'DELETE', path: /^\/tags\/([^/]+)$/, scope: 'tags:delete', answer: () => ({ status: 204 }) },
    { method: 'GET', path: /^\/inboxes$/, scope: 'inboxes:read', answer: list('inboxes') },
    { method: 'GET', path: /^\/teammates$/, scope: 'teammates:read', answer: list('teammates') },
    { method: 'GET', path: /^\/teammates\/([^/]+)$/, scope: 'teammates:read', answer: ({ params }) => get('teammates', params[0]) },
    { method: 'GET', path: /^\/messages\/([^/]+)$/, scope: 'messages:read', answer: ({ params }) => get('messages', params[0]) },
    // As many bytes as `?bytes=` asks for, to try streaming with.
    { method: 'GET', path: /^\/download\/([^/]+)$/, scope: 'attachments:read', answer: ({ query }) => ({ status: 200, stream: Number(query.get('bytes') ?? 1_000) }) },
  ];
}

/** Legacy tokens reach all resources of their kind. */
function holds(token: StandInToken, scope: string): boolean {
  return token.scopes.includes(scope) || token.scopes.includes('shared:*');
}

function page(address: string, items: readonly Item[], query: URLSearchParams): Answer {
  const limit = Math.min(Math.max(Number(query.get('limit') ?? 50) || 50, 1), 100);
  const start = Number(query.get('page_token') ?? 0) || 0;
  const end = start + limit;
  return {
    status: 200,
    body: {
      _pagination: { next: end < items.length ? `${address}?limit=${limit}&page_token=${end}` : null },
      _links: { self: address },
      _results: items.slice(start, end).map((item) => ({
        _links: { self: `${address}/${item.id}`, related: { events: `${address}/${item.id}/events` } },
        ...item,
      })),
    },
  };
}

function problem(status: number, title: string, message: string): Answer {
  return { status, body: { _error: { status, title, message } } };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function send(response: ServerResponse, answer: Answer, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (answer.stream !== undefined) {
    response.writeHead(answer.status, {
      'content-type': 'application/octet-stream',
      'content-length': answer.stream,
    });
    pour(response, answer.stream);
    return;
  }
  if (answer.body === undefined) {
    response.writeHead(answer.status).end();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body));
}

function pour(response: ServerResponse, left: number): void {
  const chunk = Buffer.alloc(Math.min(left, 64 * 1024), 'x');
  const more = left - chunk.length;
  if (more <= 0) {
    response.end(chunk);
    return;
  }
  const next = (): void => pour(response, more);
  if (response.write(chunk)) setImmediate(next);
  else response.once('drain', next);
}
