import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class OutboundMetrics {
  readonly orders: Counter<'purpose'>;
  readonly verdicts: Counter<'verdict'>;
  readonly attempts: Counter<'result'>;
  readonly answeredBy: Counter<'who'>;
  readonly dayFull: Counter;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.orders = new Counter({
      name: 'crownline_outbound_orders_total',
      help: 'Calls that were ordered, by purpose.',
      labelNames: ['purpose'],
      registers,
    });
    this.verdicts = new Counter({
      name: 'crownline_outbound_verdicts_total',
      help: 'Decisions before dialling: dial, wait, or why not at all.',
      labelNames: ['verdict'],
      registers,
    });
    this.attempts = new Counter({
      name: 'crownline_outbound_attempts_total',
      help: 'Attempts to reach somebody, by what they came to.',
      labelNames: ['result'],
      registers,
    });
    this.answeredBy = new Counter({
      name: 'crownline_outbound_answered_by_total',
      help: 'Verdicts of the machine detection.',
      labelNames: ['who'],
      registers,
    });
    this.dayFull = new Counter({
      name: 'crownline_outbound_day_full_total',
      help: 'Dials that were put off since the clinic had placed as many calls as it may in a day.',
      registers,
    });
  }
}
