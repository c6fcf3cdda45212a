import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;

const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/**
 * Random bytes as from `crypto.randomBytes`, drawn from the system a few thousand at a time: a new
 * token takes six draws, and each costs as much as writing a row. What is handed out is wiped from
 * the pool in the same moment, so that nothing that was drawn can be found there later.
 * @param count bytes, at most 4,096
 */
export function drawRandom(count: number): Buffer {
  if (count > POOL_BYTES) throw new RangeError(`at most ${POOL_BYTES} bytes at once`);
  if (used + count > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const end = used + count;
  const drawn = Buffer.from(pool.subarray(used, end));
  pool.fill(0, used, end);
  used = end;
  return drawn;
}
