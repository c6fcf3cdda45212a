import type { Metric, Registry } from 'prom-client';

/**
 * A histogram without labels for a path that is walked with every call: observing is one addition.
 * prom-client's own looks its labels up each time, which takes longer than checking a token.
 */
export class HotHistogram {
  readonly #bounds: readonly number[];
  /** Observations by bucket; the last one has no upper bound. */
  readonly #counts: Float64Array;
  #sum = 0;

  /** @param bounds upper bounds of the buckets, rising */
  constructor(
    options: { readonly name: string; readonly help: string; readonly bounds: readonly number[] },
    registry: Registry,
  ) {
    const { name, help } = options;
    this.#bounds = options.bounds;
    this.#counts = new Float64Array(options.bounds.length + 1);
    // A registry asks its metrics for nothing but `get`, `name` and `reset`.
    registry.registerMetric({
      name,
      help,
      get: () => Promise.resolve({ name, help, type: 'histogram', values: this.#values(name) }),
      reset: () => undefined,
    } as unknown as Metric);
  }

  observe(value: number): void {
    let bucket = 0;
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] ?? Infinity)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
  }

  #values(name: string) {
    let below = 0;
    const buckets = [...this.#counts].map((count, bucket) => {
      below += count;
      const le = this.#bounds[bucket] ?? '+Inf';
      return { labels: { le }, value: below, metricName: `${name}_bucket` };
    });
    return [
      ...buckets,
      { labels: {}, value: this.#sum, metricName: `${name}_sum` },
      { labels: {}, value: below, metricName: `${name}_count` },
    ];
  }
}
