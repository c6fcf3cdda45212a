/** Paths that have a part of the company's limit only. */
const TIERS = [{ path: /^\/conversations\/search\//, name: 'search', share: 0.4 }] as const;

/**
 * Front's limit on requests: per company and minute, with half as much again in bursts; a search of
 * conversations has 40 % of it (https://dev.frontapp.com/docs/rate-limiting).
 */
export class RateLimit {
  readonly #limit: number;
  #minute = 0;
  #used = 0;
  readonly #usedOfTier = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Counts one request.
   * @returns null when it may pass, else the headers that tell of the refusal
   */
  take(path: string): Readonly<Record<string, string>> | null {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = 0;
      this.#usedOfTier.clear();
    }
    if (this.#used >= this.#limit + this.#burst) return this.#refusal();
    const tier = TIERS.find((candidate) => candidate.path.test(path));
    if (tier !== undefined) {
      const used = this.#usedOfTier.get(tier.name) ?? 0;
      if (used >= Math.floor(this.#limit * tier.share)) {
        return { ...this.#refusal(), 'x-front-tier': tier.name };
      }
      this.#usedOfTier.set(tier.name, used + 1);
    }
    this.#used += 1;
    return null;
  }

  /** What every answer carries. */
  headers(): Readonly<Record<string, string>> {
    const left = this.#limit - this.#used;
    return {
      'x-ratelimit-limit': String(this.#limit),
      'x-ratelimit-remaining': String(Math.max(left, 0)),
      'x-ratelimit-reset': String(this.#reset),
      'x-ratelimit-burst-limit': String(this.#burst),
      'x-ratelimit-burst-remaining': String(this.#burst + Math.min(left, 0)),
    };
  }

  #refusal(): Readonly<Record<string, string>> {
    return { 'retry-after': String(Math.max(this.#reset - Math.floor(Date.now() / 1000), 1)) };
  }

  get #burst(): number {
    return Math.floor(this.#limit / 2);
  }

  /** When the minute ends, in seconds since 1970. */
  get #reset(): number {
    return (this.#minute + 1) * 60;
  }
}
