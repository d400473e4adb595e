import { Gauge } from 'prom-client';
import type { MetricsRegistry } from '../../common/metrics/metrics.js';

/** Which ways to a voice agent take calls. */
export class RosterMetrics {
  readonly circuitOpen: Gauge<'route'>;
  readonly needsAttention: Gauge<'route' | 'reason'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.circuitOpen = new Gauge({
      name: 'crownline_agent_circuit_open',
      help: '1 while no calls are sent this way to the voice agent, because it failed or refused the last ones.',
      labelNames: ['route'],
      aggregator: 'max',
      registers,
    });
    this.needsAttention = new Gauge({
      name: 'crownline_agent_needs_attention',
      help: '1 while the voice agent refuses us and a person must act: on the key and its rights, or on the account’s credit.',
      labelNames: ['route', 'reason'],
      aggregator: 'max',
      registers,
    });
  }
}
