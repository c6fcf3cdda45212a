/** A request target, read by a strict grammar. */
export type TargetReading =
  | {
      kind: 'target';
      /** Decoded path segments; what the operation is decided on. */
      segments: readonly string[];
      /** The same segments written anew, with a leading slash; the very string that is sent. */
      path: string;
      /** With its `?`, byte for byte as it came; empty when there was none. */
      query: string;
    }
  | { kind: 'refused' };

const MAX_LENGTH = 8 * 1024;
/** `pchar` of RFC 3986 §3.3 without `;`, whose meaning servers disagree on. */
const SEGMENT = /^(?:[A-Za-z0-9\-._~!$&'()*+,=:@]|%[0-9A-Fa-f]{2})+$/;
const QUERY = /^\?(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?[\]|^`{}"<>\\]|%[0-9A-Fa-f]{2})*$/;
/** Segments that are the same decoded and written anew; dots are looked at one by one. */
const PLAIN_PATH = /^(?:\/[A-Za-z0-9\-_]+)+$/;
// eslint-disable-next-line no-control-regex
const UNSAFE_DECODED = /[\u0000-\u001f\u007f/\\%]/;

/**
 * Reads what stands after the gateway's prefix. What is decided on and what is sent come from the
 * same parse, so that no server behind can see another path than the one that was allowed: dots,
 * encoded slashes and backslashes, double encoding and empty segments are refused, not repaired.
 * @param target path and query, beginning with `/`
 */
export function readTarget(target: string): TargetReading {
  if (target.length > MAX_LENGTH || !target.startsWith('/')) return { kind: 'refused' };
  const at = target.indexOf('?');
  const rawPath = at < 0 ? target : target.slice(0, at);
  const query = at < 0 ? '' : target.slice(at);
  if (query !== '' && (!QUERY.test(query) || asksForMethod(query))) return { kind: 'refused' };
  if (PLAIN_PATH.test(rawPath)) {
    return { kind: 'target', segments: rawPath.slice(1).split('/'), path: rawPath, query };
  }
  const segments: string[] = [];
  for (const raw of rawPath.slice(1).split('/')) {
    const segment = decodeSegment(raw);
    if (segment === null) return { kind: 'refused' };
    segments.push(segment);
  }
  return { kind: 'target', segments, path: `/${segments.map(encodeSegment).join('/')}`, query };
}

/** Frameworks take these for the method that is meant; no operation has a parameter of such a name. */
function asksForMethod(query: string): boolean {
  // Most queries are done with here; `%` may hide it.
  if (!/method|%/i.test(query)) return false;
  for (const part of query.slice(1).split(/[&;]/)) {
    // `+` and brackets are read as parts of a name by some.
    const name = decodeName(part.split('=', 1)[0] ?? '').replace(/[\s+[\]]/g, '');
    if (/^(?:_|x[-_])?(?:http[-_])?method(?:[-_]override)?$/i.test(name) && /[-_]/.test(name)) {
      return true;
    }
  }
  return false;
}

function decodeName(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    // Not UTF-8: no name of a parameter that anybody looks for.
    return raw;
  }
}

function decodeSegment(raw: string): string | null {
  if (!SEGMENT.test(raw)) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(raw);
  } catch {
    // Not UTF-8: no id of Front's looks like that.
    return null;
  }
  if (decoded === '.' || decoded === '..' || UNSAFE_DECODED.test(decoded)) return null;
  return decoded;
}

function encodeSegment(segment: string): string {
  // A colon is plain in a path segment, and aliases are written with it (`alt:email:a%40b.c`).
  return encodeURIComponent(segment).replaceAll('%3A', ':');
}
