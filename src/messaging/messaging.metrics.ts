import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class MessagingMetrics {
  /** Each text counts once for every state it comes to. */
  readonly texts: Counter<'kind' | 'status'>;

  constructor(registry: MetricsRegistry) {
    this.texts = new Counter({
      name: 'crownline_texts_total',
      help: 'Texts that came to a state, by kind of text and state.',
      labelNames: ['kind', 'status'],
      registers: [registry],
    });
  }
}
