import type { IncomingMessage } from 'node:http';

/**
 * Whether it is open to doubt where a request's body ends. Node takes `gzip, chunked`, which a server
 * behind would read otherwise, and chunks of HTTP/1.0, which knows none (RFC 9112 §6.1).
 */
export function hasOddFraming(request: IncomingMessage): boolean {
  const coding = request.headers['transfer-encoding'];
  if (coding === undefined) return false;
  return coding.toLowerCase() !== 'chunked' || request.httpVersion !== '1.1';
}
