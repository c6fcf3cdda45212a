import { LIMITS } from '../../contract/limits.ts';
import { Refusal } from '../refusal.ts';

/**
 * A body that is too large is read to its end and thrown away up to here: a caller that is still
 * sending when the connection closes would see a broken connection and not the answer.
 */
const DISCARDED_BYTES = 8 * 1024 * 1024;

/**
 * Reads a JSON body of at most `LIMITS.body` bytes. Counts while it reads, so that a body without an
 * honest Content-Length is cut as well.
 * @throws Refusal `not_json`, `body_too_large` or `bad_json`
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal('not_json');
  const bytes = await readBytes(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Neither the text nor the parser's message goes out: a body may hold a pasted value.
    throw new Refusal('bad_json');
  }
}

async function readBytes(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body !== null) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size <= LIMITS.body) chunks.push(chunk);
      else chunks.length = 0;
      if (size > DISCARDED_BYTES) break;
    }
  }
  if (size > LIMITS.body) {
    throw new Refusal('body_too_large', {
      message: `The body may have at most ${LIMITS.body / 1024} kB.`,
    });
  }
  return Buffer.concat(chunks);
}
