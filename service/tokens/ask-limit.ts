import { Refusal } from '../refusal.ts';
import type { TokenDeps } from './token-deps.ts';

const WINDOW_MS = 60_000;

/**
 * Makes a limit that each service keeps by itself, since several may run in one process.
 * @param most questions of one person a minute
 * @returns counts a question. Throws Refusal `too_many_requests`; what was refused does not count
 */
export function limitAsks(most: number): (deps: TokenDeps, personId: string) => void {
  const limits = new WeakMap<TokenDeps, AskLimit>();
  return (deps, personId) => {
    const limit = limits.get(deps) ?? new AskLimit(most);
    limits.set(deps, limit);
    limit.count(personId, deps.now().getTime());
  };
}

/** Questions that go on to Front count against the company's own limit there. */
export const countFrontAsk = limitAsks(30);

/** Counts what each person asked in this process within the last minute. */
class AskLimit {
  readonly #most: number;
  readonly #asked = new Map<string, number[]>();

  /** @param most questions of one person a minute */
  constructor(most: number) {
    this.#most = most;
  }

  /** @throws Refusal `too_many_requests`; what was refused does not count */
  count(personId: string, now: number): void {
    for (const [id, times] of this.#asked) {
      const young = times.filter((at) => at > now - WINDOW_MS);
      if (young.length === 0) this.#asked.delete(id);
      else this.#asked.set(id, young);
    }
    const times = this.#asked.get(personId) ?? [];
    if (times.length >= this.#most) throw new Refusal('too_many_requests');
    this.#asked.set(personId, [...times, now]);
  }
}
