import { readFrontToken, type FrontTokenClaims } from '../../contract/front-token-value.ts';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import { parseTokenValue, TOKEN_VALUE_LENGTH } from '../../contract/token-value.ts';
import { textViews, type TextView } from './text-views.ts';

/** Characters of one text. */
export const MOST_TEXT = 5_000_000;
/** Values of one text that are told of. */
export const MOST_VALUES = 1_000;

/** A value that stands in a text. */
export interface ValueInText {
  readonly kind: 'issued' | 'front';
  readonly value: SecretValue;
  /** Its last four characters. */
  readonly hint: string;
  /** Lines of the text where it stands, from 1. */
  readonly lines: readonly number[];
  /** What a Front token says of itself; null for an issued one. */
  readonly claims: FrontTokenClaims | null;
}

export interface TextReading {
  readonly values: readonly ValueInText[];
  /** JSON Web Tokens of other systems, which is all that can be said of them. */
  readonly others: number;
  /** True where there are more values than are told of. */
  readonly more: boolean;
}

/**
 * Finds the values of tokens in a text, by their shape alone: issued ones by their checksum, Front's by
 * what they say of themselves. Asks nobody, and takes time with the text's length alone.
 */
export function findTokenValues(text: string): TextReading {
  const found = new Map<
    string,
    Omit<ValueInText, 'hint' | 'lines'> & { readonly lines: Set<number> }
  >();
  const heads = new Set<string>();
  const others = new Set<string>();
  for (const view of textViews(text)) {
    for (const { index, value } of issuedIn(view)) {
      note(openSecret(value), { kind: 'issued', value, claims: null }, view.lineOf(index));
    }
    for (const { index, head, candidate } of dottedIn(view)) {
      // What was read whole on its line is not read again with the next line glued to it.
      if (view.joined && (heads.has(head) || others.has(head))) continue;
      const reading = readFrontToken(candidate);
      if (reading.kind === 'front') {
        const { value, claims } = reading;
        heads.add(head);
        note(openSecret(value), { kind: 'front', value, claims }, view.lineOf(index));
      } else if (reading.kind === 'other_jwt' && !view.joined) others.add(head);
    }
  }

  function note(key: string, one: Omit<ValueInText, 'hint' | 'lines'>, line: number): void {
    const known = found.get(key);
    if (known === undefined) found.set(key, { ...one, lines: new Set([line]) });
    else known.lines.add(line);
  }

  const values = [...found].map(([key, { lines, ...one }]) => ({
    ...one,
    hint: key.slice(-4),
    lines: [...lines].sort((a, b) => a - b),
  }));
  return {
    values: values.slice(0, MOST_VALUES),
    others: others.size,
    more: values.length > MOST_VALUES,
  };
}

/** The checksum tells a value from a look-alike wherever it stands, so nothing is asked of its surroundings. */
function* issuedIn({ text }: TextView): Generator<{ index: number; value: SecretValue }> {
  for (let at = text.indexOf('ftk_'); at >= 0; at = text.indexOf('ftk_', at + 4)) {
    const parsed = parseTokenValue(text.slice(at, at + TOKEN_VALUE_LENGTH));
    if (parsed !== null) yield { index: at, value: parsed.value };
  }
}

interface Dotted {
  readonly index: number;
  /** Its first two parts, by which it is known again. */
  readonly head: string;
  readonly candidate: string;
}

/** A signature by HMAC-SHA-256 in base64url. */
const SIGNATURE_LENGTH = 43;

/** Three parts with one dot between each, of which the first begins as a JSON object does in base64. */
function* dottedIn({ text, joined }: TextView): Generator<Dotted> {
  const parts = /[\w-]+/g;
  let before: { index: number; text: string }[] = [];
  for (let part = parts.exec(text); part !== null; part = parts.exec(text)) {
    const last = before.at(-1);
    const touches = last !== undefined && part.index === last.index + last.text.length + 1;
    if (!touches || text[part.index - 1] !== '.') before = [];
    before = [...before.slice(-2), { index: part.index, text: part[0] }];
    const [first, second, third] = before;
    if (first === undefined || second === undefined || third === undefined) continue;
    const start = first.text.indexOf('eyJ');
    if (start < 0 || third.text.length < SIGNATURE_LENGTH) continue;
    const head = `${first.text.slice(start)}.${second.text}`;
    // Only where lines were joined may something be glued to its end.
    const signature = joined ? third.text.slice(0, SIGNATURE_LENGTH) : third.text;
    yield { index: first.index + start, head, candidate: `${head}.${signature}` };
  }
}
