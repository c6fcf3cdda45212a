import { UnderWay } from './under-way.ts';

interface Awaited {
  /** On the clock of this process that only goes forwards. */
  readonly dueAt: number;
  readonly onLate: () => void;
}

/**
 * How long calls may wait for the head of Front's answer. All may wait equally long, so whoever began
 * first is due first, and one timer that looks at the first is enough: undici's own makes one anew for
 * each call, and keeps those that were cleared until it tidies up twice a second, by which time they have
 * grown old (docs/gateway-speed.md).
 */
export class HeadDeadlines {
  readonly patienceMs: number;
  readonly #awaited = new UnderWay<Awaited>();
  #timer: NodeJS.Timeout | null = null;

  constructor(patienceMs: number) {
    this.patienceMs = patienceMs;
  }

  /**
   * Lets a call wait from now on.
   * @param onLate called once, unless it was taken out before; must not throw
   * @returns takes it out again; more than once does no harm
   */
  add(onLate: () => void): () => void {
    const call: Awaited = { dueAt: performance.now() + this.patienceMs, onLate };
    // Most calls are over before it goes off, and leave it as it is.
    if (this.#timer === null) this.#wait(this.patienceMs);
    return this.#awaited.add(call);
  }

  /** Nobody is late any more. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(ms: number): void {
    // A timer may go off early by a millisecond; then it waits again, and not in a tight loop.
    this.#timer = setTimeout(() => this.#look(), Math.max(ms, 1));
    // The calls themselves keep the process up.
    this.#timer.unref();
  }

  #look(): void {
    this.#timer = null;
    for (let first = this.#awaited.first; first !== null; first = this.#awaited.first) {
      const left = first.dueAt - performance.now();
      if (left > 0) {
        this.#wait(left);
        return;
      }
      this.#awaited.removeFirst();
      first.onLate();
    }
  }
}
