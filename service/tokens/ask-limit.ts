import { Refusal } from '../refusal.ts';

const WINDOW_MS = 60_000;

/** Counts what each person asked in this process within the last minute. */
export class AskLimit {
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
