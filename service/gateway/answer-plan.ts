import type { HeaderRecord } from './headers.ts';

/** Codings that an answer can be opened from and put back into. */
export const CODINGS = ['gzip', 'deflate', 'br', 'zstd'] as const;
export type Coding = (typeof CODINGS)[number];

/** What is done with the body of an answer. */
export type AnswerPlan =
  /** Streams on byte for byte. */
  | { readonly kind: 'untouched' }
  /** Its links are made to lead through the gateway; `coding` is null where it is not compressed. */
  | { readonly kind: 'links'; readonly coding: Coding | null };

const UNTOUCHED: AnswerPlan = { kind: 'untouched' };
const PLAIN_LINKS: AnswerPlan = { kind: 'links', coding: null };

const JSON_TYPE = /^\s*application\/(?:json|[\w.-]+\+json)\s*(?:;|$)/i;
/** No body, or a part of one (RFC 9110 §15.3.7): the middle of a text can't be read. */
const WITHOUT_LINKS: ReadonlySet<number> = new Set([204, 205, 206, 304]);

type Upstream = Readonly<Record<string, string | string[] | undefined>>;

/** Only what says that it is JSON, in a coding that is known, is ever looked into. */
export function planAnswer(status: number, headers: Upstream): AnswerPlan {
  if (WITHOUT_LINKS.has(status) || !isJson(headers)) return UNTOUCHED;
  const named = headers['content-encoding'];
  if (named === undefined) return PLAIN_LINKS;
  const name = String(named).trim().toLowerCase();
  if (name === '' || name === 'identity') return PLAIN_LINKS;
  const coding = CODINGS.find((each) => each === name || `x-${each}` === name);
  return coding === undefined ? UNTOUCHED : { kind: 'links', coding };
}

/**
 * What the headers say of the bytes no longer holds where links are rewritten. A strong validator
 * becomes a weak one, which still finds the answer unchanged (RFC 9110 §8.8.1) and never lets parts of
 * two versions be put together; checksums, and the offer of parts, go.
 */
export function withoutByteFacts(status: number, upstream: Upstream, headers: HeaderRecord): void {
  // A 304 does not say what it is of, and has to name the validator that came with the 200.
  if (status !== 304 && !isJson(upstream)) return;
  const { etag } = headers;
  if (typeof etag === 'string' && etag.startsWith('"')) headers.etag = `W/${etag}`;
  for (const name of BYTE_FACTS)
    if (headers[name] !== undefined) Reflect.deleteProperty(headers, name);
}

const BYTE_FACTS = [
  'accept-ranges',
  'content-digest',
  'content-md5',
  'digest',
  'repr-digest',
] as const;

function isJson(headers: Upstream): boolean {
  const type = headers['content-type'];
  // What it mostly is, word for word.
  return type === 'application/json' || (typeof type === 'string' && JSON_TYPE.test(type));
}
