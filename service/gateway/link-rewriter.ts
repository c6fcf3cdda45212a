import type { FrontAddresses } from './front-addresses.ts';
import { cutOfAddress, isLinkName, UNDECIDED } from './string-start.ts';

/** Deeper than this nothing of Front's is nested; what is passes as it came from there on. */
const MAX_DEPTH = 512;

// What may come next. Numbers, as they are compared for every byte.
const VALUE = 0;
const VALUE_OR_END = 1;
const NAME = 2;
const NAME_OR_END = 3;
const COLON = 4;
const COMMA_OR_END = 5;
/** Within a number, `true`, `false` or `null`. */
const LITERAL = 6;
/** Within a string that needs no look any more. */
const STRING = 7;
const DONE = 8;
/** This is no JSON, or none that is understood. */
const BROKEN = 9;

const OBJECT = 1;
const ARRAY = 2;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON_SIGN = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const UNDERSCORE = 0x5f;
const LOWER_H = 0x68;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Makes the links of a JSON text lead through the gateway while it streams by: texts below `_links`
 * and `_pagination`, and no others. It takes bytes, cut up in whatever way, and holds back at most
 * the beginning of one string. All else is handed on byte for byte.
 */
export class LinkRewriter {
  readonly #addresses: FrontAddresses;
  readonly #kinds = new Uint8Array(MAX_DEPTH + 1);
  #state = VALUE;
  #depth = 0;
  /** Depth of the outermost container of links that we are in; 0 outside. */
  #linkDepth = 0;
  /** A name of links has been read, and its value has not begun. */
  #armed = false;
  /** The string that is passed over is a member's name. */
  #isName = false;
  /** It broke off after a backslash. */
  #escaped = false;
  /** A string's beginning, from its quote on, that is too short to decide on. */
  #held: Buffer | null = null;
  /** How the last link began, byte for byte: the next one does so most of the time. */
  #lastStart: string | null = null;

  constructor(addresses: FrontAddresses) {
    this.#addresses = addresses;
  }

  /** True when what came is one whole JSON value. */
  get isWhole(): boolean {
    return this.#state === DONE || (this.#state === LITERAL && this.#depth === 0);
  }

  /** Begins anew, with another text. */
  reset(): void {
    this.#state = VALUE;
    this.#depth = this.#linkDepth = 0;
    this.#armed = this.#isName = this.#escaped = false;
    this.#held = null;
  }

  /** What is still held back when no more comes. */
  end(): Buffer | null {
    const held = this.#held;
    this.#held = null;
    return held;
  }

  /**
   * Takes the next piece.
   * @returns what can be handed on: the piece itself where nothing of it changes, else bytes as a
   *   `latin1` text, which is how Node puts many short pieces together quickest
   */
  push(next: Buffer): Buffer | string {
    const piece = this.#held === null ? next : Buffer.concat([this.#held, next]);
    this.#held = null;
    const { length } = piece;
    const kinds = this.#kinds;
    let state = this.#state;
    let depth = this.#depth;
    let linkDepth = this.#linkDepth;
    let armed = this.#armed;
    let isName = this.#isName;
    let escaped = this.#escaped;
    /** The piece as text, one character a byte; made when it is needed. */
    let text = '';
    let out = '';
    /** Where what is not in `out` yet begins, and where it ends. */
    let from = 0;
    let to = length;
    let at = 0;

    while (at < length) {
      const byte = piece[at] as number;
      if (state === STRING) {
        if (escaped) {
          escaped = false;
          at += 1;
          continue;
        }
        let one = byte;
        while (one !== QUOTE && one !== BACKSLASH && ++at < length) one = piece[at] as number;
        if (at === length) break;
        at += 1;
        if (one === BACKSLASH) escaped = true;
        else state = isName ? COLON : depth === 0 ? DONE : COMMA_OR_END;
        continue;
      }
      if (state === LITERAL) {
        if (isOfLiteral(byte)) {
          at += 1;
          continue;
        }
        state = depth === 0 ? DONE : COMMA_OR_END;
      }
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        at += 1;
        continue;
      }
      if (byte === QUOTE) {
        isName = state === NAME || state === NAME_OR_END;
        if (!isName && state !== VALUE && state !== VALUE_OR_END) {
          state = BROKEN;
          break;
        }
        const isOfLinks = linkDepth > 0;
        if (isName ? !isOfLinks : isOfLinks || armed) {
          const first = at + 1 < length ? piece[at + 1] : -1;
          const mayBe = isName ? UNDERSCORE : LOWER_H;
          if (first === mayBe || first === BACKSLASH || first === -1) {
            if (text === '') text = piece.toString('latin1');
            const found = isName ? isLinkName(text, at + 1) : this.#cutOf(text, at + 1);
            if (found === UNDECIDED) {
              // Looked at again, with what comes next.
              to = at;
              this.#held = piece.subarray(at);
              break;
            }
            if (found === true) armed = true;
            else if (found !== false) {
              out += text.slice(from, at + 1) + this.#addresses.gateway;
              from = at = found;
              at -= 1;
            }
          }
        }
        if (!isName) armed = false;
        state = STRING;
        at += 1;
        continue;
      }
      if (state === VALUE || state === VALUE_OR_END) {
        if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
          if (depth === MAX_DEPTH) {
            state = BROKEN;
            break;
          }
          depth += 1;
          kinds[depth] = byte === OPEN_BRACE ? OBJECT : ARRAY;
          if (armed) {
            linkDepth = depth;
            armed = false;
          }
          state = byte === OPEN_BRACE ? NAME_OR_END : VALUE_OR_END;
          at += 1;
          continue;
        }
        if (isOfLiteral(byte)) {
          armed = false;
          state = LITERAL;
          at += 1;
          continue;
        }
      } else if (state === COLON && byte === COLON_SIGN) {
        state = VALUE;
        at += 1;
        continue;
      } else if (state === COMMA_OR_END && byte === COMMA) {
        state = kinds[depth] === OBJECT ? NAME : VALUE;
        at += 1;
        continue;
      }
      const closes =
        byte === CLOSE_BRACE
          ? (state === NAME_OR_END || state === COMMA_OR_END) && kinds[depth] === OBJECT
          : byte === CLOSE_BRACKET &&
            (state === VALUE_OR_END || state === COMMA_OR_END) &&
            kinds[depth] === ARRAY;
      if (!closes) {
        state = BROKEN;
        break;
      }
      depth -= 1;
      if (depth < linkDepth) linkDepth = 0;
      state = depth === 0 ? DONE : COMMA_OR_END;
      at += 1;
    }

    this.#state = state;
    this.#depth = depth;
    this.#linkDepth = linkDepth;
    this.#armed = armed;
    this.#isName = isName;
    this.#escaped = escaped;
    if (out !== '') return out + text.slice(from, to);
    return to === length ? piece : piece.subarray(0, to);
  }

  /** Where Front's origin ends in the string that begins at `start`; false when it is no link of Front's. */
  #cutOf(text: string, start: number): number | false | typeof UNDECIDED {
    const last = this.#lastStart;
    if (last !== null && text.startsWith(last, start)) {
      const end = start + last.length;
      if (text[end] === '/') return end;
    }
    const cut = cutOfAddress(text, start, this.#addresses);
    if (typeof cut === 'number') this.#lastStart = text.slice(start, cut);
    return cut;
  }
}

/** Digits, letters, `+`, `-` and `.`: which of them make a number or a word is for the reader to judge. */
function isOfLiteral(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    byte === 0x45
  );
}
