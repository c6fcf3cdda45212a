import type { ServerResponse } from 'node:http';
import { endTogether } from './end-together.ts';
import type { FrontAddresses } from './front-addresses.ts';
import type { HeaderRecord } from './headers.ts';
import { LinkRewriter } from './link-rewriter.ts';

/**
 * A body of so many bytes goes out together with its headers, as one text: one write instead of two.
 * `latin1` is the one encoding in which a text is its bytes.
 */
const SMALL_BYTES = 16 * 1024;

/** Takes the body of an answer as it comes from Front. */
export interface AnswerBody {
  /** False when no more should come until the response drains. */
  write(piece: Buffer): boolean;
  end(): void;
}

/**
 * An answer whose links lead through the gateway. One that comes in a single piece is sent in a single
 * piece with its length, and is left alone when it is no JSON after all; what is longer streams.
 */
export class LinkedAnswer implements AnswerBody {
  readonly #addresses: FrontAddresses;
  readonly #response: ServerResponse;
  readonly #status: number;
  readonly #headers: HeaderRecord;
  readonly #onUnwritable: () => void;
  #whole: Buffer | null = null;
  #rewriter: LinkRewriter | null = null;

  /** @param onUnwritable told instead of an answer whose head cannot be handed on */
  constructor(
    addresses: FrontAddresses,
    response: ServerResponse,
    status: number,
    headers: HeaderRecord,
    onUnwritable: () => void,
  ) {
    this.#addresses = addresses;
    this.#response = response;
    this.#status = status;
    this.#headers = headers;
    this.#onUnwritable = onUnwritable;
  }

  write(piece: Buffer): boolean {
    if (this.#rewriter === null) {
      if (Number(this.#headers['content-length']) === piece.length) {
        this.#whole = piece;
        return true;
      }
      delete this.#headers['content-length'];
      this.#response.writeHead(this.#status, this.#headers);
      this.#rewriter = new LinkRewriter(this.#addresses);
    }
    const rewritten = this.#rewriter.push(piece);
    if (rewritten.length === 0) return true;
    return typeof rewritten === 'string'
      ? this.#response.write(rewritten, 'latin1')
      : this.#response.write(rewritten);
  }

  end(): void {
    if (this.#rewriter !== null) {
      this.#response.end(this.#rewriter.end());
      return;
    }
    endTogether(this.#response, () => {
      try {
        return this.#makeWhole();
      } catch {
        // Node refuses to write such a head.
        this.#onUnwritable();
        return null;
      }
    });
  }

  #makeWhole(): Buffer | string | null {
    const headers = this.#headers;
    const whole = this.#whole;
    const rewritten = whole === null ? null : rewriteWhole(whole, this.#addresses);
    if (rewritten !== whole && rewritten !== null) {
      headers['content-length'] = String(rewritten.length);
    }
    this.#response.writeHead(this.#status, headers);
    return asOneText(rewritten);
  }
}

function asOneText(body: Buffer | string | null): Buffer | string | null {
  if (body === null || typeof body === 'string' || body.length > SMALL_BYTES) return body;
  return body.toString('latin1');
}

/** Reading a whole text needs nobody to wait in between, so that one reader does for all. */
const readers = new WeakMap<FrontAddresses, LinkRewriter>();

/** @returns the text itself when no link of it leads to Front, or when it is no JSON */
export function rewriteWhole(text: Buffer, addresses: FrontAddresses): Buffer | string {
  if (!addresses.mayHold(text)) return text;
  const reader = readers.get(addresses) ?? new LinkRewriter(addresses);
  readers.set(addresses, reader);
  reader.reset();
  const rewritten = reader.push(text);
  return reader.isWhole ? rewritten : text;
}
