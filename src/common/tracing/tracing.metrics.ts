import { Counter } from 'prom-client';
import type { MetricsRegistry } from '../metrics/metrics.js';

export class TracingMetrics {
  readonly spansDropped: Counter;

  constructor(registry: MetricsRegistry) {
    this.spansDropped = new Counter({
      name: 'crownline_trace_spans_dropped_total',
      help: 'Spans that the collector did not take, or not in time.',
      registers: [registry],
    });
  }
}
