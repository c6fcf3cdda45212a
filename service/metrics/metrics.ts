import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { REFUSED_HERE, WITHOUT_ANSWER, type UsageOutcome } from '../../contract/usage.ts';
import { PRODUCT_VERSION } from '../../contract/version.ts';
import { HotHistogram } from './hot-histogram.ts';

/** Read when somebody asks, so that nothing is spent on them in between. */
export interface MetricSources {
  /** 1 where calls should be sent here. */
  readonly ready: () => Promise<boolean>;
  readonly failures: () => { readonly unreachable: number; readonly other: number };
  /** Works that wait for the one writer of SQLite. */
  readonly writesWaiting: () => number;
  /** Counts of calls that are not written yet. */
  readonly usageWaiting: () => number;
  /** What the company may still call in this minute; null when the database does not say. */
  readonly budget: () => Promise<BudgetLeft | null>;
  /** Number of the last row of the audit log; null when the database does not say. */
  readonly auditRows: () => Promise<number | null>;
}

export interface BudgetLeft {
  readonly limit: number;
  readonly left: number;
  readonly burstLeft: number;
  readonly outside: number;
}

/** One answered call of the service's own interface. */
export interface AnsweredCall {
  readonly method: string;
  /** The route's template, such as `/v1/tokens/{id}`; never an address as it came. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Outcomes that are their own label; the others are statuses. */
const NAMED: ReadonlySet<string> = new Set([...REFUSED_HERE, ...WITHOUT_ANSWER]);

/**
 * What `/metrics` tells. Every label comes from a fixed list: no id, name, address or value of
 * anything. Counting is adding in memory; what has to be asked for is asked when somebody reads.
 */
export class Metrics {
  readonly #registry = new Registry();
  #inFlight = 0;
  /** Counted here and handed on when somebody reads: labels are looked up then, not with each call. */
  readonly #answers = new Map<string, number>();
  readonly #outcomes = new Map<string, number>();
  readonly #gatewayAnswers: Counter<'status'>;
  readonly #gatewayOutcomes: Counter<'outcome'>;
  readonly #gatewaySeconds: HotHistogram;
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #requestSeconds: Histogram<'route'>;
  readonly #reads: (() => Promise<void>)[] = [];

  #now: () => void = () => undefined;

  constructor(sources: MetricSources) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    new Gauge({
      name: 'ftc_build_info',
      help: 'Always 1; the version is its label',
      labelNames: ['version', 'node'],
      registers,
    }).set({ version: PRODUCT_VERSION, node: process.versions.node }, 1);
    this.#gatewayAnswers = new Counter({
      name: 'ftc_gateway_answers_total',
      help: 'Answers of the gateway by class of status, those without a valid token included',
      labelNames: ['status'],
      registers,
    });
    this.#gatewayOutcomes = new Counter({
      name: 'ftc_gateway_calls_total',
      help: 'Calls of known tokens by outcome: class of Front’s status, or why none was sent or came',
      labelNames: ['outcome'],
      registers,
    });
    this.#gatewaySeconds = new HotHistogram(
      {
        name: 'ftc_gateway_duration_seconds',
        help: 'From a call’s head to the end of its answer, Front’s time included',
        bounds: SECONDS,
      },
      this.#registry,
    );
    this.#requests = new Counter({
      name: 'ftc_http_requests_total',
      help: 'Answered calls of the service’s own interface',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#requestSeconds = new Histogram({
      name: 'ftc_http_request_duration_seconds',
      help: 'Time to answer, by route',
      labelNames: ['route'],
      buckets: SECONDS,
      registers,
    });
    this.#readOnDemand(sources);
  }

  /**
   * A call of the gateway begins.
   * @returns to be called when its connection is done with it, with null where no answer had begun
   */
  gatewayCall(): (status: number | null) => void {
    const started = performance.now();
    this.#inFlight += 1;
    return (status) => {
      this.#inFlight -= 1;
      this.#gatewaySeconds.observe((performance.now() - started) / 1_000);
      if (status === null) return;
      const label = classOf(status);
      this.#answers.set(label, (this.#answers.get(label) ?? 0) + 1);
    };
  }

  /** What became of a call of a known token. */
  gatewayOutcome(outcome: UsageOutcome): void {
    const label = NAMED.has(outcome) ? outcome : classOf(Number(outcome));
    this.#outcomes.set(label, (this.#outcomes.get(label) ?? 0) + 1);
  }

  request({ method, route, status, ms }: AnsweredCall): void {
    this.#requests.inc({ method, route, status });
    this.#requestSeconds.observe({ route }, ms / 1_000);
  }

  /** In Prometheus' text format. Parts whose source fails are left out; it never rejects for them. */
  async text(): Promise<string> {
    handOn(this.#answers, this.#gatewayAnswers, 'status');
    handOn(this.#outcomes, this.#gatewayOutcomes, 'outcome');
    this.#now();
    await Promise.all(this.#reads.map((read) => read()));
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #readOnDemand(sources: MetricSources): void {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [this.#registry] });
    const inFlight = gauge('ftc_gateway_calls_in_flight', 'Calls of the gateway under way');
    const writes = gauge('ftc_writes_waiting', 'Writes that wait for SQLite’s one writer');
    const usage = gauge('ftc_usage_waiting', 'Counts of calls that are not written yet');
    const ready = gauge('ftc_ready', '1 where /readyz says yes');
    const audit = gauge('ftc_audit_rows', 'Number of the last row of the audit log');
    const limit = gauge('ftc_front_limit', 'Calls a minute that Front allows the company');
    const left = gauge('ftc_front_calls_left', 'Calls left to issued tokens in this minute');
    const burst = gauge('ftc_front_burst_left', 'Calls left to them beyond it');
    const outside = gauge('ftc_front_calls_outside', 'Calls in this minute past the gateway');
    const failures = new Gauge({
      name: 'ftc_database_failures',
      help: 'Queries that failed since the start',
      labelNames: ['kind'],
      registers: [this.#registry],
    });
    this.#now = () => {
      inFlight.set(this.#inFlight);
      writes.set(sources.writesWaiting());
      usage.set(sources.usageWaiting());
      const { unreachable, other } = sources.failures();
      failures.set({ kind: 'unreachable' }, unreachable);
      failures.set({ kind: 'other' }, other);
    };
    this.#reads.push(
      async () => ready.set((await sources.ready()) ? 1 : 0),
      async () => setOrLeaveOut([[audit, await sources.auditRows()]]),
      async () => {
        const known = await sources.budget();
        setOrLeaveOut([
          [limit, known?.limit ?? null],
          [left, known?.left ?? null],
          [burst, known?.burstLeft ?? null],
          [outside, known?.outside ?? null],
        ]);
      },
    );
  }
}

function handOn<Label extends string>(
  counts: ReadonlyMap<string, number>,
  counter: Counter<Label>,
  label: Label,
): void {
  counter.reset();
  for (const [value, count] of counts) {
    counter.inc({ [label]: value } as Record<Label, string>, count);
  }
}

/** A figure that is not known is missing: an old one would look like news. */
function setOrLeaveOut(figures: readonly (readonly [Gauge, number | null])[]): void {
  for (const [gauge, figure] of figures) {
    if (figure === null) gauge.remove();
    else gauge.set(figure);
  }
}

function classOf(status: number): string {
  return status >= 100 && status <= 599 ? `${Math.floor(status / 100)}xx` : 'other';
}
