const SECOND_MS = 1_000;
const TIDY_AT = 10_000;

/**
 * Front’s limit a second for one resource. Each replica keeps its own: a second is over before two
 * of them could tell each other, and Front’s own refusal is passed on and holds.
 */
export class ResourceLimit {
  readonly #seconds = new Map<string, { begunAt: number; calls: number }>();
  readonly #blocked = new Map<string, number>();

  /**
   * Counts one call.
   * @param now ms
   * @returns ms to wait; 0 when the call may pass and was counted
   */
  take(resource: string, most: number, now: number): number {
    const until = this.#blocked.get(resource);
    if (until !== undefined && until > now) return until - now;
    const second = this.#seconds.get(resource);
    if (second === undefined || now - second.begunAt >= SECOND_MS) {
      if (this.#seconds.size >= TIDY_AT) this.#tidy(now);
      this.#seconds.set(resource, { begunAt: now, calls: 1 });
      return 0;
    }
    if (second.calls >= most) return second.begunAt + SECOND_MS - now;
    second.calls += 1;
    return 0;
  }

  /** Holds calls for a resource back, as Front said. `until` in ms. */
  block(resource: string, until: number): void {
    this.#blocked.set(resource, until);
  }

  #tidy(now: number): void {
    for (const [resource, { begunAt }] of this.#seconds) {
      if (now - begunAt >= SECOND_MS) this.#seconds.delete(resource);
    }
    for (const [resource, until] of this.#blocked) {
      if (until <= now) this.#blocked.delete(resource);
    }
  }
}
