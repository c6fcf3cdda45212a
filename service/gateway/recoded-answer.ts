import type { ServerResponse } from 'node:http';
import { pipeline, Transform, type TransformCallback } from 'node:stream';
import {
  constants,
  createBrotliCompress,
  createBrotliDecompress,
  createDeflate,
  createGunzip,
  createGzip,
  createInflate,
  createInflateRaw,
  createZstdCompress,
  createZstdDecompress,
} from 'node:zlib';
import type { Coding } from './answer-plan.ts';
import type { FrontAddresses } from './front-addresses.ts';
import type { HeaderRecord } from './headers.ts';
import { LinkRewriter } from './link-rewriter.ts';
import type { AnswerBody } from './linked-answer.ts';

/** Brotli's own default is meant for files that are packed once: it takes fifty times as long. */
const BROTLI_QUALITY = 4;
/**
 * A frame of Zstandard names the memory that it takes to open it, up to 128 MB by default. On the web
 * it may name 8 MB (RFC 9659 §3): 2 to the power of this.
 */
const ZSTD_WINDOW_LOG = 23;

/**
 * A compressed answer whose links lead through the gateway: opened, rewritten and put back into the
 * coding that caller and Front have agreed on, with little in memory at any time.
 */
export class RecodedAnswer implements AnswerBody {
  readonly #coding: Coding;
  readonly #addresses: FrontAddresses;
  readonly #response: ServerResponse;
  readonly #status: number;
  readonly #headers: HeaderRecord;
  readonly #on: { readonly drain: () => void; readonly unreadable: (error: Error) => void };
  #opened: Transform | null = null;

  constructor(
    coding: Coding,
    addresses: FrontAddresses,
    response: ServerResponse,
    status: number,
    headers: HeaderRecord,
    on: { readonly drain: () => void; readonly unreadable: (error: Error) => void },
  ) {
    this.#coding = coding;
    this.#addresses = addresses;
    this.#response = response;
    this.#status = status;
    this.#headers = headers;
    this.#on = on;
  }

  write(piece: Buffer): boolean {
    this.#opened ??= this.#open(piece);
    return this.#opened.write(piece);
  }

  end(): void {
    if (this.#opened !== null) {
      this.#opened.end();
      return;
    }
    // A coding of nothing.
    this.#response.writeHead(this.#status, this.#headers);
    this.#response.end();
  }

  #open(first: Buffer): Transform {
    delete this.#headers['content-length'];
    this.#response.writeHead(this.#status, this.#headers);
    const opened = decoderOf(this.#coding, first);
    opened.on('drain', this.#on.drain);
    const links = new LinkTransform(this.#addresses);
    // Told before the response is broken off, so that it can be known why.
    opened.once('error', this.#on.unreadable);
    // It ends or breaks the response with the rest; what there is to do then hangs on its `close`.
    pipeline(opened, links, encoderOf(this.#coding), this.#response, () => undefined);
    return opened;
  }
}

class LinkTransform extends Transform {
  readonly #rewriter: LinkRewriter;

  constructor(addresses: FrontAddresses) {
    super();
    this.#rewriter = new LinkRewriter(addresses);
  }

  override _transform(piece: Buffer, _encoding: string, done: TransformCallback): void {
    const rewritten = this.#rewriter.push(piece);
    done(null, typeof rewritten === 'string' ? Buffer.from(rewritten, 'latin1') : rewritten);
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#rewriter.end());
  }
}

function decoderOf(coding: Coding, first: Buffer): Transform {
  switch (coding) {
    case 'gzip':
      return createGunzip();
    case 'deflate':
      // RFC 9110 §8.4.1.2 notes that some send it without the zlib wrapper, which begins with an 8.
      return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress({
        params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
      });
  }
}

function encoderOf(coding: Coding): Transform {
  switch (coding) {
    case 'gzip':
      return createGzip();
    case 'deflate':
      return createDeflate();
    case 'br':
      return createBrotliCompress({
        params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
      });
    case 'zstd':
      return createZstdCompress();
  }
}
