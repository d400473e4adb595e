import type { Worker } from 'node:cluster';
import type { Clock } from '../../common/clock/clock.js';
import type { MetricSnapshot } from '../../common/metrics/metrics.js';
import { addUp } from './metric-sums.js';
import { messageOf, ours } from './worker.types.js';

/** A worker that is busy for longer is told of as it was last. */
const ANSWER_WITHIN_MS = 1000;

/** Knows what each worker has measured, and what those had that are no more: a counter that falls looks like a burst to whoever scrapes. */
export class PoolMetrics {
  private readonly last = new Map<Worker, MetricSnapshot[]>();
  private readonly awaited = new Map<Worker, () => void>();
  private ofEnded: MetricSnapshot[] = [];

  constructor(private readonly clock: Clock) {}

  add(worker: Worker): void {
    this.last.set(worker, []);
    worker.on('message', (received: unknown) => {
      const message = messageOf(received);
      if (message?.type === 'metrics') {
        this.last.set(worker, message.snapshots);
        this.awaited.get(worker)?.();
      } else if (message?.type === 'want_everything') {
        void this.everything().then((snapshots) => {
          if (worker.isConnected()) worker.send(ours({ type: 'everything', id: message.id, snapshots }));
        });
      }
    });
  }

  async remove(worker: Worker): Promise<void> {
    const counted = (this.last.get(worker) ?? []).filter(({ type }) => isCount(type));
    this.last.delete(worker);
    this.awaited.get(worker)?.();
    this.ofEnded = await addUp([this.ofEnded, counted]);
  }

  private async everything(): Promise<MetricSnapshot[][]> {
    await Promise.all([...this.last.keys()].map((worker) => this.ask(worker)));
    return [this.ofEnded, ...this.last.values()];
  }

  /** A worker that is to end soon may never be asked again. */
  async ask(worker: Worker): Promise<void> {
    if (!worker.isConnected()) return;
    const limit = new AbortController();
    this.awaited.set(worker, () => limit.abort());
    worker.send(ours({ type: 'want_metrics' }));
    await this.clock.sleep(ANSWER_WITHIN_MS, limit.signal);
    this.awaited.delete(worker);
  }
}

/** prom-client tells types by their names, where its own types say numbers. */
const isCount = (type: unknown): boolean => type === 'counter' || type === 'histogram';
