import { performance } from 'node:perf_hooks';
import { TOO_LATE, withinTime } from './within-time.ts';

/** Of what was read longer ago than this, in ms, nobody knows whether it still stands. */
const FRESH_FOR_MS = 1_000;
const ATTEMPTS = 3;

/** The database answered too slowly each time: nobody knows how things stand, so no call is let through. */
export class StaleReading extends Error {
  override readonly name = 'StaleReading';

  constructor() {
    super('the database answered too slowly to go by its answer');
  }
}

/**
 * Reads a token's row and makes sure that the answer is young: a process that was stopped while the
 * answer lay in its socket (suspended, swapped out, a long garbage collection) would go on with a
 * token that was deleted meanwhile, so it reads again. Measured by the clock that only goes forwards.
 * What would come too late is not waited for.
 * @throws StaleReading when each of three readings took too long; and what `read` throws
 */
export async function readFresh<T>(
  read: () => Promise<T>,
  clock: () => number = () => performance.now(),
): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = clock();
    const value = await withinTime(read(), FRESH_FOR_MS);
    if (value !== TOO_LATE && clock() - before <= FRESH_FOR_MS) return value;
  }
  throw new StaleReading();
}
