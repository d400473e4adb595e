import { MetricsReader, type MetricSnapshot, type MetricsRegistry } from '../../common/metrics/metrics.js';
import { addUp } from './metric-sums.js';
import { messageOf, tellFirst, type PoolMessage } from './worker.types.js';

/** Whichever worker is scraped tells what all of them have measured. */
export class WorkerMetrics extends MetricsReader {
  private readonly waiting = new Map<number, (snapshots: MetricSnapshot[][]) => void>();
  private last = 0;

  constructor(private readonly own: MetricsRegistry) {
    super();
    process.on('message', (received) => void this.onMessage(messageOf(received)));
  }

  async read(): Promise<MetricSnapshot[]> {
    const id = ++this.last;
    const answered = new Promise<MetricSnapshot[][]>((resolve) => this.waiting.set(id, resolve));
    tellFirst({ type: 'want_everything', id });
    return addUp(await answered);
  }

  private async onMessage(message: PoolMessage | null): Promise<void> {
    if (message?.type === 'want_metrics') {
      tellFirst({ type: 'metrics', snapshots: await this.own.getMetricsAsJSON() });
    } else if (message?.type === 'everything') {
      this.waiting.get(message.id)?.(message.snapshots);
      this.waiting.delete(message.id);
    }
  }
}
