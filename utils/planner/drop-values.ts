/** What people paste goes no further with a credential in it. */
export interface WithoutCredentials {
  readonly text: string;
  /** How many were taken out. */
  readonly dropped: number;
}

/** Stands where a credential stood. */
export const DROPPED = '•••';

/**
 * Every JSON Web Token and every value of ours, whole or torn, and what stands where a credential
 * stands: after `Bearer`, and as the text of a field that is called token, key or secret. A name in
 * braces or behind a dollar is none. The first part of a JWT is looked for backwards from its dot,
 * as in `contract/holds-token-value.ts`: read forwards, a text full of `eyJ` would keep the page busy. Spaces
 * after `Bearer` are counted for the same reason.
 */
const REST_OF_JWT = /(?<=eyJ[\w-]{8,})\.[\w-]{8,}(?:\.[\w-]*)?/g;
const OWN = /ft[ka]_[0-9A-Za-z]{8,}(?:_[0-9A-Za-z]+)?/g;
const AFTER_BEARER = /(?<=\b(?:bearer|basic)\s{1,20})(?![<{$%•])[^\s"'`•]{8,}/gi;
const NAMED =
  /(?<=\b[\w-]{0,40}(?:token|secret|passw(?:or)?d|api[_-]?key)["']?\s{0,3}[:=]\s{0,3}["'])(?![<{$%•])[^"'\s•]{12,}(?=["'])/gi;

/** Takes recognised values out of a pasted text, before anything else looks at it. */
export function dropValues(text: string): WithoutCredentials {
  let dropped = 0;
  const drop = (): string => {
    dropped += 1;
    return DROPPED;
  };
  const withoutJwt = dropJwts(text, drop);
  const rest = [OWN, AFTER_BEARER, NAMED].reduce(
    (left, pattern) => left.replace(pattern, drop),
    withoutJwt,
  );
  return { text: rest, dropped };
}

function dropJwts(text: string, drop: () => string): string {
  const kept: string[] = [];
  let at = 0;
  for (const match of text.matchAll(REST_OF_JWT)) {
    let start = match.index;
    while (start > at && /[\w-]/.test(text.charAt(start - 1))) start -= 1;
    kept.push(text.slice(at, start), drop());
    at = match.index + match[0].length;
  }
  kept.push(text.slice(at));
  return kept.join('');
}
