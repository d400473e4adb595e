import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class IdentityMetrics {
  readonly checks: Counter<'outcome'>;
  readonly codeRequests: Counter<'outcome'>;
  readonly accessRefused: Counter<'tool'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.checks = new Counter({
      name: 'crownline_identity_checks_total',
      help: 'Callers who tried to prove who they are, by outcome: verified, not_verified, locked.',
      labelNames: ['outcome'],
      registers,
    });
    this.codeRequests = new Counter({
      name: 'crownline_identity_code_requests_total',
      help: 'Codes that callers asked for, by outcome: requested, no_more, locked.',
      labelNames: ['outcome'],
      registers,
    });
    this.accessRefused = new Counter({
      name: 'crownline_patient_access_refused_total',
      help: 'Uses of a tool on a patient or a visit that the call had no right to, by tool.',
      labelNames: ['tool'],
      registers,
    });
  }
}
