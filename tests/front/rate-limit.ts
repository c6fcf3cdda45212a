/** Front's limit on requests: per company and minute, with half as much again in bursts. */
export class RateLimit {
  readonly #limit: number;
  #minute = 0;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(): boolean {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = 0;
    }
    if (this.#used >= this.#limit + this.#burst) return false;
    this.#used += 1;
    return true;
  }

  headers(refused: boolean): Record<string, string> {
    const reset = (this.#minute + 1) * 60;
    const left = Math.max(this.#limit - this.#used, 0);
    const burstLeft = Math.max(Math.min(this.#limit + this.#burst - this.#used, this.#burst), 0);
    return {
      'x-ratelimit-limit': String(this.#limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-burst-limit': String(this.#burst),
      'x-ratelimit-burst-remaining': String(burstLeft),
      ...(refused
        ? { 'retry-after': String(Math.max(reset - Math.floor(Date.now() / 1000), 1)) }
        : {}),
    };
  }

  get #burst(): number {
    return Math.floor(this.#limit / 2);
  }
}
