import { LIMITS } from '../../contract/limits.ts';
import { Refusal } from '../refusal.ts';
import { readLimited } from './read-limited.ts';

/**
 * Reads a JSON body of at most `LIMITS.body` bytes. Counts while it reads, so that a body without an
 * honest Content-Length is cut as well. Reads from the connection itself: a web stream around it
 * costs more than all else in a small call.
 * @param type the Content-Type header
 * @throws Refusal `not_json`, `body_too_large` or `bad_json`
 */
export async function readJson(type: string, body: AsyncIterable<Uint8Array>): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal('not_json');
  const bytes = await readLimited(body, LIMITS.body);
  if (bytes === null) {
    throw new Refusal('body_too_large', {
      message: `The body may have at most ${LIMITS.body / 1024} kB.`,
    });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Neither the text nor the parser's message goes out: a body may hold a pasted value.
    throw new Refusal('bad_json');
  }
}
