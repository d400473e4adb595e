import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import type { FinishedCheck } from './audit-checks.repository.js';

/** Every process tells of the same checks, whichever has made them. */
@Injectable()
export class AuditChecksMetrics {
  private readonly finishedAt: Gauge;
  private readonly broken: Gauge;

  constructor(registry: MetricsRegistry) {
    const shared = { registers: [registry], aggregator: 'max' as const };
    this.finishedAt = new Gauge({
      name: 'crownline_audit_check_timestamp_seconds',
      help: 'When all audit chains had last been verified, whatever was found; 0 before the first time. The same for every process.',
      ...shared,
    });
    this.broken = new Gauge({
      name: 'crownline_audit_chains_broken',
      help: 'Clinics whose audit chain did not hold when it was last verified. The same for every process.',
      ...shared,
    });
  }

  show({ finishedAt, broken }: FinishedCheck): void {
    this.finishedAt.set(finishedAt.epochMilliseconds / 1000);
    this.broken.set(broken);
  }
}
