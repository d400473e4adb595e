import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class CalendarsMetrics {
  readonly readings: Counter<'result'>;

  constructor(registry: MetricsRegistry) {
    this.readings = new Counter({
      name: 'crownline_calendar_readings_total',
      help: 'Readings of calendars outside, by result: done, unchanged, or what was wrong.',
      labelNames: ['result'],
      registers: [registry],
    });
  }
}
