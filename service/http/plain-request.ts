import type { IncomingMessage } from 'node:http';

/**
 * Whether a request is of HTTP/1.1 with one `Host`, or of HTTP/1.0 with one at most (RFC 9112 §3.2).
 * Node lets HTTP/0.9 pass, takes the first of two hosts, and answers none without a word.
 */
export function isPlainRequest({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return httpVersion === '1.1' ? hosts === 1 : httpVersion === '1.0' && hosts <= 1;
}
