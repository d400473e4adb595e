import {
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';

/** Some dozen calls' worth. */
const MAX_WAITING = 2048;
const MAX_BATCH = 512;
const SEND_EVERY_MS = 2000;

/** Above what the exporter allows itself. */
const BATCH_WITHIN_MS = 10_000;

export interface OutletListener {
  /** `error`: why the collector did not take them; null when there was no room for one more. */
  onDropped(count: number, error: Error | null): void;
  onTaken(): void;
}

/** Spans on their way out: they wait in a queue that has an end, and are told of when they get lost. */
export class SpanOutlet implements SpanProcessor {
  private waiting = 0;
  private readonly batches: BatchSpanProcessor;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly listener: OutletListener,
  ) {
    const watched: SpanExporter = {
      export: (spans, done) => this.send(spans, done),
      shutdown: () => exporter.shutdown(),
    };
    this.batches = new BatchSpanProcessor(watched, {
      maxQueueSize: MAX_WAITING,
      maxExportBatchSize: MAX_BATCH,
      scheduledDelayMillis: SEND_EVERY_MS,
      exportTimeoutMillis: BATCH_WITHIN_MS,
    });
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    // The batch processor has the same limit, and would drop without a word.
    if (this.waiting >= MAX_WAITING) return this.listener.onDropped(1, null);
    this.waiting += 1;
    this.batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.batches.shutdown();
  }

  private send(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    this.waiting -= spans.length;
    this.exporter.export(spans, (result) => {
      if (result.error) this.listener.onDropped(spans.length, result.error);
      else this.listener.onTaken();
      done(result);
    });
  }
}
