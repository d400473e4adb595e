import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import { AppConfig } from '../../config/app-config.js';

/** Every process tells of the same times, whichever has done it. */
@Injectable()
export class AuditAnchorsMetrics {
  readonly anchoredAt: Gauge<'target'>;

  constructor(registry: MetricsRegistry, { auditAnchors }: AppConfig) {
    const shared = { registers: [registry], aggregator: 'max' as const };
    this.anchoredAt = new Gauge({
      name: 'crownline_audit_anchor_timestamp_seconds',
      help: 'When the ends of the audit chains were last kept outside of the database, by place; 0 before the first time.',
      labelNames: ['target'],
      ...shared,
    });
    new Gauge({
      name: 'crownline_audit_anchor_interval_seconds',
      help: 'How often the ends of the audit chains are to be kept outside of the database. 0: no place is named for them.',
      ...shared,
    }).set((auditAnchors?.everyMs ?? 0) / 1000);
  }
}
