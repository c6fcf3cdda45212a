import type { Store } from '../store/open-store.ts';
import type { CountedCall } from '../usage/usage-batch.ts';
import { UsageWriter } from '../usage/usage-writer.ts';
import type { Metrics } from './metrics.ts';

/** The usage writer, with the metrics looking on: whatever is counted is counted there, too. */
export class ObservedUsage extends UsageWriter {
  readonly #metrics: Pick<Metrics, 'gatewayOutcome'>;

  constructor(
    store: Store,
    onError: (error: unknown) => void,
    metrics: Pick<Metrics, 'gatewayOutcome'>,
  ) {
    super(store, onError);
    this.#metrics = metrics;
  }

  override count(call: CountedCall): void {
    this.#metrics.gatewayOutcome(call.outcome);
    super.count(call);
  }
}
