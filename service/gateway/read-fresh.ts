import { performance } from 'node:perf_hooks';

/** Of what was read longer ago than this, in ms, nobody knows whether it still stands. */
const FRESH_FOR_MS = 1_000;
const ATTEMPTS = 3;

export type FreshReading<T> = { kind: 'fresh'; value: T } | { kind: 'stale' };

/**
 * Reads a token's row and makes sure that the answer is young: a process that was stopped while the
 * answer lay in its socket (suspended, swapped out, a long garbage collection) would go on with a
 * token that was deleted meanwhile, so it reads again. Measured by the clock that only goes forwards.
 * @returns `stale` when the database answered too slowly each time: the call is refused
 */
export async function readFresh<T>(
  read: () => Promise<T>,
  clock: () => number = () => performance.now(),
): Promise<FreshReading<T>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = clock();
    const value = await read();
    if (clock() - before <= FRESH_FOR_MS) return { kind: 'fresh', value };
  }
  return { kind: 'stale' };
}
