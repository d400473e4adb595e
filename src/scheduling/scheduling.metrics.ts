import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { beginAtZero, MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class SchedulingMetrics {
  readonly slotsTaken: Counter<'wish'>;

  constructor(registry: MetricsRegistry) {
    this.slotsTaken = new Counter({
      name: 'crownline_slots_taken_total',
      help: 'Times that were gone when somebody wanted them, by what was wanted: book, move, hold.',
      labelNames: ['wish'],
      registers: [registry],
    });
    beginAtZero(this.slotsTaken, 'wish', ['book', 'move', 'hold']);
  }
}
