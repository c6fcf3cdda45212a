import { once } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { residentMegabytes, type Contestant } from './contestants.ts';

const PIECE = Buffer.alloc(256 * 1024, 'a');
const LOOK_EVERY_MS = 50;
const GIVEN_UP_AFTER_MS = 120_000;

export interface Carried {
  readonly megabytes: number;
  readonly seconds: number;
  /** Memory that the process held before, and the most that it held meanwhile, in MB. */
  readonly memoryBefore: number;
  readonly memoryMost: number;
}

/** Carries one body of so many bytes through, up (`POST`) or down (`GET`), and watches the memory. */
export async function carry(
  contestant: Contestant,
  method: 'GET' | 'POST',
  path: string,
  bytes: number,
): Promise<Carried> {
  const memoryBefore = residentMegabytes(contestant.pid);
  let memoryMost = memoryBefore;
  const watch = setInterval(() => {
    memoryMost = Math.max(memoryMost, residentMegabytes(contestant.pid));
  }, LOOK_EVERY_MS);
  try {
    const started = performance.now();
    const call = request(contestant.address + path, {
      method,
      signal: AbortSignal.timeout(GIVEN_UP_AFTER_MS),
      headers: {
        authorization: `Bearer ${contestant.bearer}`,
        ...(method === 'POST' && { 'content-type': 'multipart/form-data; boundary=x' }),
      },
    });
    const answer = once(call, 'response') as Promise<[Readable & { statusCode: number }]>;
    const sent = method === 'POST' ? pipeline(Readable.from(pieces(bytes)), call) : call.end();
    const [[response]] = await Promise.all([answer, sent]);
    let received = 0;
    for await (const piece of response) received += (piece as Buffer).length;
    if (response.statusCode >= 300 || (method === 'GET' && received !== bytes)) {
      throw new Error(`${contestant.name}: ${response.statusCode}, ${received} bytes`);
    }
    const seconds = (performance.now() - started) / 1_000;
    return { megabytes: bytes / 2 ** 20, seconds, memoryBefore, memoryMost };
  } catch (error) {
    throw new Error(`${contestant.name} did not carry ${method} ${path}`, { cause: error });
  } finally {
    clearInterval(watch);
  }
}

/** So many bytes in pieces, none of them kept. */
export function* pieces(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= PIECE.length) {
    yield left >= PIECE.length ? PIECE : PIECE.subarray(0, left);
  }
}
