import type { FrontAddresses } from './front-addresses.ts';

/** The string goes on, and what is there of it is not enough. */
export const UNDECIDED = null;

const LINK_NAMES: ReadonlySet<string> = new Set(['_links', '_pagination']);
const LONGEST_NAME = '_pagination'.length;
/** Characters of one that is written as `\u0061`. */
const ESCAPE_LENGTH = 6;
/** An authority does not end before here: `http://` and one character. */
const SHORTEST_ORIGIN = 8;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Whether the member's name that begins at `start`, after its quote, is one of links.
 * @param text bytes as `latin1`
 */
export function isLinkName(text: string, start: number): boolean | typeof UNDECIDED {
  if (text.startsWith('_links"', start)) return true;
  let name = '';
  for (let at = start; at < text.length;) {
    if (text[at] === '"') return LINK_NAMES.has(name);
    const length = lengthAt(text, at);
    if (at + length > text.length) return UNDECIDED;
    name += characterAt(text, at, length);
    if (name.length > LONGEST_NAME) return false;
    at += length;
  }
  return UNDECIDED;
}

/**
 * Where the path begins in the address that begins at `start`, after its quote: the place of its
 * `/`, `?`, `#` or closing quote; false when it does not lead to Front.
 * @param text bytes as `latin1`
 */
export function cutOfAddress(
  text: string,
  start: number,
  addresses: FrontAddresses,
): number | false | typeof UNDECIDED {
  // Nearly always there is no escape, and no need to go by single characters.
  let end = start + SHORTEST_ORIGIN;
  while (end < text.length && !isEndOfOrigin(text.charCodeAt(end))) end += 1;
  let read = text.slice(start, end);
  if (end >= text.length || read.includes('\\') || read.includes('"')) {
    read = '';
    end = start;
  }
  for (let at = end; at < text.length;) {
    const isEnd = text[at] === '"';
    const length = isEnd ? 1 : lengthAt(text, at);
    if (at + length > text.length) return UNDECIDED;
    const character = isEnd ? '' : characterAt(text, at, length);
    if (isEnd || (read.length >= SHORTEST_ORIGIN && '/?#'.includes(character))) {
      const found = addresses.startOf(read);
      if (found === 'front') return at;
      if (found === 'other' || isEnd) return false;
    }
    read += character;
    if (read.length > addresses.longest) return false;
    at += length;
  }
  return UNDECIDED;
}

/** `"`, `#`, `/`, `?` and the backslash. */
function isEndOfOrigin(code: number): boolean {
  return code === 0x2f || code === 0x22 || code === 0x5c || code === 0x3f || code === 0x23;
}

function lengthAt(text: string, at: number): number {
  if (text[at] !== '\\') return 1;
  return text[at + 1] === 'u' ? ESCAPE_LENGTH : 2;
}

/** One character of a JSON string, an escape resolved; of a wrong escape one that no address has. */
function characterAt(text: string, at: number, length: number): string {
  if (length === 1) return text[at] ?? '';
  if (length === 2) return SHORT_ESCAPES[text[at + 1] ?? ''] ?? '\0';
  const digits = text.slice(at + 2, at + ESCAPE_LENGTH);
  return /^[0-9A-Fa-f]{4}$/.test(digits) ? String.fromCharCode(parseInt(digits, 16)) : '\0';
}
