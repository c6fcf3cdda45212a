/** Calls that have a limit of their own, by second or as a part of the company’s limit. */
const TIERS = [
  { path: /^\/conversations\/search\//, name: 'search', share: 0.4 },
  { path: /^\/analytics\/exports/, name: 'export', perSecond: 1 },
] as const;

/** `/conversations/cnv_1/messages` is about `/conversations/cnv_1`. */
const RESOURCE = /^\/[^/]+\/(?:[a-z]{2,5}_|alt:)[^/]+/;
const LARGEST_PLAN = 200;
const MINUTE_MS = 60_000;
const BURST_REFILLS_IN_MS = 10 * MINUTE_MS;

/**
 * Front’s limit on requests: per company and minute, with a burst of half as much again that comes
 * back over ten minutes; a search of conversations has 40 % of it, an export one a second, a resource
 * about five a second (https://dev.frontapp.com/docs/rate-limiting). A limit beyond Front’s plans,
 * which tests set to be left alone, has as much more a resource.
 */
export class RateLimit {
  readonly #limit: number;
  readonly #now: () => number;
  #minute = 0;
  #used = 0;
  #burstLeft: number;
  #refilledAt: number;
  readonly #usedOfTier = new Map<string, number>();
  readonly #seconds = new Map<string, { begunAt: number; calls: number }>();

  constructor(limit: number, now: () => number = Date.now) {
    this.#limit = limit;
    this.#now = now;
    this.#burstLeft = this.#burst;
    this.#refilledAt = now();
  }

  /**
   * Counts one request.
   * @returns null when it may pass, else the headers that tell of the refusal
   */
  take(path: string): Readonly<Record<string, string>> | null {
    const now = this.#now();
    this.#roll(now);
    if (this.#used >= this.#limit && this.#burstLeft < 1) return this.#refusal();
    const tier = TIERS.find((candidate) => candidate.path.test(path));
    if (tier !== undefined && 'share' in tier) {
      const used = this.#usedOfTier.get(tier.name) ?? 0;
      if (used >= Math.floor(this.#limit * tier.share)) {
        return { ...this.#refusal(), 'x-front-tier': tier.name };
      }
      this.#usedOfTier.set(tier.name, used + 1);
    }
    const most = tier !== undefined && 'perSecond' in tier ? tier.perSecond : this.#perResource;
    const what = tier?.name ?? RESOURCE.exec(path)?.[0];
    if (what !== undefined && what !== 'search' && !this.#inSecond(what, most, now)) {
      return { 'retry-after': '1', 'x-front-tier': tier?.name ?? 'resource' };
    }
    if (this.#used < this.#limit) this.#used += 1;
    else this.#burstLeft -= 1;
    return null;
  }

  /** What every answer carries. */
  headers(): Readonly<Record<string, string>> {
    this.#roll(this.#now());
    return {
      'x-ratelimit-limit': String(this.#limit),
      'x-ratelimit-remaining': String(this.#limit - this.#used),
      'x-ratelimit-reset': String(this.#reset),
      'x-ratelimit-burst-limit': String(this.#burst),
      'x-ratelimit-burst-remaining': String(Math.floor(this.#burstLeft)),
    };
  }

  #roll(now: number): void {
    const refilled = ((now - this.#refilledAt) * this.#burst) / BURST_REFILLS_IN_MS;
    this.#burstLeft = Math.min(this.#burstLeft + refilled, this.#burst);
    this.#refilledAt = now;
    const minute = Math.floor(now / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#used = 0;
    this.#usedOfTier.clear();
    this.#seconds.clear();
  }

  #inSecond(what: string, most: number, now: number): boolean {
    const second = this.#seconds.get(what);
    if (second === undefined || now - second.begunAt >= 1_000) {
      this.#seconds.set(what, { begunAt: now, calls: 1 });
      return true;
    }
    second.calls += 1;
    return second.calls <= most;
  }

  #refusal(): Readonly<Record<string, string>> {
    return { 'retry-after': String(Math.max(this.#reset - Math.floor(this.#now() / 1000), 1)) };
  }

  get #burst(): number {
    return Math.floor(this.#limit / 2);
  }

  get #perResource(): number {
    return Math.max(5, Math.floor((5 * this.#limit) / LARGEST_PLAN));
  }

  /** When the minute ends, in seconds since 1970. */
  get #reset(): number {
    return (this.#minute + 1) * 60;
  }
}
