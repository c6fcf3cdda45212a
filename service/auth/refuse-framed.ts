import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from '../http/client-address.ts';
import type { RefusedSignIns } from './refused-sign-in.ts';

/** `Sec-Fetch-Dest` of what is shown inside another page; set by the browser and by no page. */
const EMBEDDED = new Set(['iframe', 'frame', 'embed', 'object', 'fencedframe']);

/**
 * Turns away a page of the sign-in that another page asks for to show it inside itself
 * (clickjacking), and puts it on record. The headers would keep the browser from showing it all the
 * same; a browser too old to say what it asks for is kept by them alone.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header
 * @returns false when it is no such request: the caller goes on
 */
export function refuseFramed(
  request: IncomingMessage,
  response: ServerResponse,
  { refused, onError }: { refused: RefusedSignIns; onError: (error: unknown) => void },
): boolean {
  if (!EMBEDDED.has(String(request.headers['sec-fetch-dest']))) return false;
  const address = clientAddress(request);
  const now = new Date();
  // Nobody waits for the row: the refusal stands whether it can be written or not.
  refused.record({ via: 'frame', reason: 'inside_another_page', address, now }).catch(onError);
  response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end('This page is not shown inside another one. Open it in a tab of its own.\n');
  return true;
}
