import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { problem, type Answer } from './answer.ts';
import { coreOperations } from './core-operations.ts';
import type { FrontState, StandInToken } from './front-state.ts';
import { RateLimit } from './rate-limit.ts';

export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  /** Which token it came with; never its value. */
  readonly tokenId: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const RECORDED = 1_000;
const CHUNK_BYTES = 64 * 1024;

/** Codings that a caller may ask for; the first one that it names is taken. */
const CODINGS: Readonly<Record<string, (body: string) => Buffer>> = {
  br: brotliCompressSync,
  zstd: zstdCompressSync,
  gzip: gzipSync,
  deflate: deflateSync,
};

/** The Core API of the stand-in, on plain HTTP. */
export function createCoreApi(state: FrontState, rateLimit: number, calls: RecordedCall[]): Server {
  const limit = new RateLimit(rateLimit);
  const operations = coreOperations(state.company);

  const answerTo = async (
    request: IncomingMessage,
    token: StandInToken | null,
  ): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://front.invalid');
    if (token === null) return problem(401, 'Unauthenticated', 'Invalid token');
    const refusal = limit.take(url.pathname);
    if (refusal !== null) {
      return { ...problem(429, 'Too many requests', 'Rate limit exceeded'), headers: refusal };
    }
    for (const operation of operations) {
      const match = operation.path.exec(url.pathname);
      if (match === null || operation.method !== request.method) continue;
      if (operation.scope !== null && !holds(token, operation.scope)) {
        return problem(403, 'Forbidden', `Scope ${operation.scope} is needed`);
      }
      const [id = ''] = match.slice(1).map(decodeURIComponent);
      return operation.answer({ id, query: url.searchParams, body: await readBody(request) });
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
      const sent = { ...answer, headers: { ...limit.headers(), ...answer.headers } };
      send(response, sent, request.headers['accept-encoding'] ?? '');
    };
    handle().catch(() => response.destroy());
  });
}

/** Legacy tokens reach all resources of their kind. */
function holds(token: StandInToken, scope: string): boolean {
  return token.scopes.includes(scope) || token.scopes.includes('shared:*');
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    // No body, or none that this stand-in looks into.
    return {};
  }
}

function send(
  response: ServerResponse,
  { status, headers, body, stream }: Answer,
  accepted: string,
): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (stream !== undefined) {
    response.writeHead(status, {
      'content-type': 'application/octet-stream',
      'content-length': stream,
    });
    pour(response, stream);
  } else if (body === undefined) {
    response.writeHead(status).end();
  } else {
    const text = JSON.stringify(body);
    const coding = Object.keys(CODINGS).find((name) => accepted.includes(name));
    const bytes = (coding === undefined ? undefined : CODINGS[coding]?.(text)) ?? Buffer.from(text);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': bytes.length,
      vary: 'accept-encoding',
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    });
    response.end(bytes);
  }
}

/** Writes this many bytes, as fast as the other side reads them. */
function pour(response: ServerResponse, left: number): void {
  const chunk = Buffer.alloc(Math.min(left, CHUNK_BYTES), 'x');
  const more = left - chunk.length;
  if (more <= 0) {
    response.end(chunk);
    return;
  }
  const next = (): void => pour(response, more);
  if (response.write(chunk)) setImmediate(next);
  else response.once('drain', next);
}
