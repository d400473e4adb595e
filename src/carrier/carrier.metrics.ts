import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import { PATHS } from './carrier.paths.js';

@Injectable()
export class CarrierMetrics {
  readonly webhooks: Counter<'route' | 'result'>;
  readonly requestSeconds: Histogram<'request' | 'result'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.webhooks = new Counter({
      name: 'crownline_webhooks_total',
      help: 'Webhooks of the carrier, by route and by what they got.',
      labelNames: ['route', 'result'],
      registers,
    });
    for (const route of Object.values(PATHS)) {
      for (const result of ['failed', 'forged']) this.webhooks.inc({ route, result }, 0);
    }
    this.requestSeconds = new Histogram({
      name: 'crownline_carrier_request_seconds',
      help: 'Requests to the carrier’s REST API, by what was asked and how it went.',
      labelNames: ['request', 'result'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
  }
}
