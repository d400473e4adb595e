import type pg from 'pg';
import { Gauge } from 'prom-client';
import type { MetricsRegistry } from '../metrics/metrics.js';

/** How busy the connections of this process are. A transaction has one of its own until it ends. */
export function measurePool(registry: MetricsRegistry, pool: pg.Pool): void {
  const registers = [registry];
  new Gauge({
    name: 'crownline_database_connections',
    help: 'Connections to the database that are open, by state: in_use, idle.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'in_use' }, pool.totalCount - pool.idleCount);
    },
  });
  new Gauge({
    name: 'crownline_database_connections_max',
    help: 'Connections to the database that may be open.',
    registers,
    collect() {
      this.set(pool.options.max);
    },
  });
  new Gauge({
    name: 'crownline_database_waiting',
    help: 'Transactions that wait for a connection to the database.',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
}
