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
 * after `Bearer` are counted for the same reason. A value without quotation marks has a figure in it, which
 * few names of a program have, and is followed by nothing that makes it a part of one.
 */
const REST_OF_JWT = /(?<=eyJ[\w-]{8,})\.[\w-]{8,}(?:\.[\w-]*)?/g;
const OWN = /ft[ka]_[0-9A-Za-z]{8,}(?:_[0-9A-Za-z]+)?/g;
const AFTER_BEARER = /(?<=\b(?:bearer|basic)\s{1,20})(?![<{$%•])[^\s"'`•]{8,}/gi;
const NAMED =
  /(?<=\b[\w-]{0,40}(?:token|secret|passw(?:or)?d|key)["']?\s{0,3}[:=]\s{0,3}["'])(?![<{$%•])[^"'\s•]{12,}(?=["'])/gi;
const NAMED_BARE =
  /(?<=\b[\w-]{0,40}(?:token|secret|passw(?:or)?d|key)["']?\s{0,3}[:=]\s{0,3})(?=[A-Za-z_-]{0,60}\d)[\w-]{16,}(?![\w.([{$-])/gi;

/** The beginning of a JWT, as far as its line goes. It takes what it has begun, so that nothing is read twice. */
const JWT_LINE = /(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g;
/** A line with nothing else on it than more of one, quoted in a mail or continued in a program. */
const NEXT_LINE =
  /[ \t"'`+\\]{0,8}\r?\n[ \t>|"'`]{0,16}([\w-]{1,512}(?:\.[\w-]{0,512}){0,2})(?=[ \t"'`,;)+\\]{0,8}(?:[\r\n]|$))/y;
/** Of the shortest signature that is in use (HS256), in base64url. */
const SIGNATURE = 43;

/** Takes recognised values out of a pasted text, before anything else looks at it. */
export function dropValues(text: string): WithoutCredentials {
  let dropped = 0;
  const drop = (): string => {
    dropped += 1;
    return DROPPED;
  };
  const withoutJwt = dropJwts(dropTorn(text, drop), drop);
  const rest = [OWN, AFTER_BEARER, NAMED, NAMED_BARE].reduce(
    (left, pattern) => left.replace(pattern, drop),
    withoutJwt,
  );
  return { text: rest, dropped };
}

/** Takes out what a terminal or a mail has broken over several lines: the first of them alone tells nothing. */
function dropTorn(text: string, drop: () => string): string {
  const kept: string[] = [];
  let at = 0;
  for (const match of text.matchAll(JWT_LINE)) {
    if (match.index < at) continue;
    let value = match[0];
    let end = match.index + value.length;
    for (let next = lineAfter(text, end); next !== null; next = lineAfter(text, end)) {
      const [whole, more = ''] = next;
      if (isWholeJwt(value) && !isLongLine(more)) break;
      value += more;
      end += whole.length;
    }
    if (end === match.index + match[0].length) continue;
    kept.push(text.slice(at, match.index), drop());
    at = end;
  }
  kept.push(text.slice(at));
  return kept.join('');
}

function lineAfter(text: string, end: number): RegExpExecArray | null {
  NEXT_LINE.lastIndex = end;
  return NEXT_LINE.exec(text);
}

function isWholeJwt(value: string): boolean {
  const parts = value.split('.');
  return parts.length === 3 && (parts[2]?.length ?? 0) >= SIGNATURE;
}

/** Of a longer signature (RS256), which goes on after what would be a whole one. */
function isLongLine(more: string): boolean {
  return /^[\w-]{40,}$/.test(more);
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
