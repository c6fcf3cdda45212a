import { LIMITS } from '../../contract/limits.ts';
import { Refusal } from '../refusal.ts';

/**
 * Reads a JSON body of at most `LIMITS.body` bytes. Counts while it reads, so that a body without an
 * honest Content-Length is cut as well.
 * @throws Refusal `not_json`, `body_too_large` or `bad_json`
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal('not_json');
  if (Number(request.headers.get('content-length') ?? 0) > LIMITS.body) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body !== null) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > LIMITS.body) throw tooLarge();
      chunks.push(chunk);
    }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return JSON.parse(text);
  } catch {
    // Neither the text nor the parser's message goes out: a body may hold a pasted value.
    throw new Refusal('bad_json');
  }
}

function tooLarge(): Refusal {
  return new Refusal('body_too_large', {
    message: `The body may have at most ${LIMITS.body / 1024} kB.`,
  });
}
