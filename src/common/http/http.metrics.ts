import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { beginAtZero, MetricsRegistry } from '../metrics/metrics.js';
import { DROP_REASONS } from './connection-limits.js';

@Injectable()
export class HttpMetrics {
  readonly connectionsDropped: Counter<'reason'>;

  constructor(registry: MetricsRegistry) {
    this.connectionsDropped = new Counter({
      name: 'crownline_http_connections_dropped_total',
      help: 'Connections that were closed to make room: too many waited for their client, or too many were open.',
      labelNames: ['reason'],
      registers: [registry],
    });
    beginAtZero(this.connectionsDropped, 'reason', DROP_REASONS);
  }
}
