import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class WebhooksMetrics {
  readonly attempts: Counter<'result'>;
  readonly oldestDueSeconds: Gauge;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.attempts = new Counter({
      name: 'crownline_webhook_attempts_total',
      help: 'Tries to deliver an event to a server outside, by result: delivered, or what was wrong.',
      labelNames: ['result'],
      registers,
    });
    this.oldestDueSeconds = new Gauge({
      name: 'crownline_webhook_oldest_due_seconds',
      help: 'For how long the delivery has been due that is due the longest. Those that wait for their next try are not.',
      aggregator: 'max',
      registers,
    });
  }
}
