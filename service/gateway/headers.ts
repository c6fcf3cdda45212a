import type { IncomingHttpHeaders } from 'node:http';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';

/** Headers that belong to one connection: RFC 9110 §7.6.1. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Never sent on: who is asking, how to reach us, and ways to call another method or path than was decided on. */
const NOT_FORWARDED = new Set([
  'authorization',
  'cookie',
  'dpop',
  'expect',
  'forwarded',
  'host',
  'via',
  'x-http-method',
  'x-http-method-override',
  'x-method',
  'x-method-override',
  'x-original-method',
  'x-original-uri',
  'x-original-url',
  'x-real-ip',
  'x-rewrite-method',
  'x-rewrite-uri',
  'x-rewrite-url',
]);

/**
 * Never handed back: what would speak for our address instead of Front's, in a browser that happens
 * to read the answer. Cookies, rules for the whole host, leave for other sites to read.
 */
const NOT_HANDED_BACK = new Set([
  'alt-svc',
  'clear-site-data',
  'content-security-policy',
  'content-security-policy-report-only',
  'nel',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
]);

/** An attachment of a stranger's e-mail must not run as a page of this service. */
const HARMLESS_IN_A_BROWSER: HeaderRecord = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
};

export type HeaderRecord = Record<string, string | string[]>;

const STAYS_HERE: ReadonlySet<string> = new Set([...HOP_BY_HOP, ...NOT_FORWARDED]);
const STAYS_AT_FRONT: ReadonlySet<string> = new Set([...HOP_BY_HOP, ...NOT_HANDED_BACK]);

/**
 * The request's headers as they go to Front, with the backing token in place of the caller's.
 * @returns names and values in turn, as undici takes them with the least work
 */
export function requestHeaders(incoming: IncomingHttpHeaders, bearer: SecretValue): string[] {
  const headers: string[] = [];
  const named = connectionNamed(incoming.connection);
  for (const name in incoming) {
    const value = incoming[name];
    if (value === undefined || STAYS_HERE.has(name) || named?.has(name) === true) continue;
    // Some servers take `_` for `-` in names, and so would see one of those after all.
    if (name.startsWith('x-forwarded-') || name.includes('_')) continue;
    if (typeof value === 'string') headers.push(name, value);
    else for (const each of value) headers.push(name, each);
  }
  headers.push('authorization', `Bearer ${openSecret(bearer)}`);
  return headers;
}

/** The answer's headers as they go to the caller. */
export function responseHeaders(
  upstream: Readonly<Record<string, string | string[] | undefined>>,
): HeaderRecord {
  const headers: HeaderRecord = {};
  const named = connectionNamed(upstream.connection);
  for (const name in upstream) {
    const value = upstream[name];
    if (value === undefined || STAYS_AT_FRONT.has(name) || named?.has(name) === true) continue;
    if (name.startsWith('access-control-')) continue;
    headers[name] = value;
  }
  return Object.assign(headers, HARMLESS_IN_A_BROWSER);
}

/** Names that one connection's `Connection` header declares its own; null for none beside the usual. */
function connectionNamed(connection: string | string[] | undefined): Set<string> | null {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close')
    return null;
  const names = [connection].flat().flatMap((text) => text.split(','));
  return new Set(names.map((name) => name.trim().toLowerCase()));
}
