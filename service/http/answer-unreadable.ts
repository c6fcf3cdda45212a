import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';

/** In which words Front tells of a status. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  408: 'Request timeout',
  413: 'Payload too large',
  431: 'Request header fields too large',
};

const REASONS: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_too_slow',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
};

/** The newest answer on a connection; those before it are out when it is. */
const newest = new WeakMap<Duplex, ServerResponse>();

/** Keeps in mind what is being answered on a connection, for when its next bytes can't be read. */
export function noteAnswer(request: IncomingMessage, response: ServerResponse): void {
  newest.set(request.socket, response);
}

/**
 * Answers what Node's parser could make nothing of, and closes the connection: what follows on it
 * could be anything. Whether such a request meant the gateway nobody can know, since its target is one
 * of the things that can't be trusted, so that the body speaks both languages: Front's `_error` and the
 * `error` of this service. For the server's `clientError`.
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  const answer = newest.get(socket);
  const isUnderWay = answer !== undefined && !answer.writableFinished;
  // Into the middle of an answer, or before one that is still waited for, nothing may be written.
  const isFree = !isUnderWay || (answer.socket === socket && !answer.headersSent);
  if (!socket.writable || !isFree) {
    socket.destroy();
    return;
  }
  const code = REASONS[error.code ?? ''] ?? 'unreadable_request';
  const { status, body } = bodyOf(code);
  const head = [
    `HTTP/1.1 ${status} ${TITLES[status] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `Date: ${new Date().toUTCString()}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Whoever goes on sending is not read any more.
  socket.once('finish', () => socket.destroy());
}

/** The same answer for a request that could be read, and is none for this service. */
export function refuseUnreadable(response: ServerResponse): void {
  const { status, body } = bodyOf('unreadable_request');
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(body);
}

function bodyOf(code: ErrorCode): { status: number; body: string } {
  const { status, message } = ERRORS[code];
  const _error = { status, title: TITLES[status] ?? '', message };
  return { status, body: JSON.stringify({ error: { code, message }, _error }) };
}
