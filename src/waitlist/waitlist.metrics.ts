import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class WaitlistMetrics {
  readonly offers: Counter<'result'>;

  constructor(registry: MetricsRegistry) {
    this.offers = new Counter({
      name: 'crownline_waitlist_offers_total',
      help: 'Offers of the waiting list that were made, and what they came to; late: answered when the time was gone.',
      labelNames: ['result'],
      registers: [registry],
    });
  }
}
