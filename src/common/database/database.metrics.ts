import type pg from 'pg';
import { Counter, Gauge } from 'prom-client';
import type { KeyRing } from '../crypto/key-ring.js';
import type { Logger } from '../logging/logger.js';
import { beginAtZero, type MetricsRegistry } from '../metrics/metrics.js';
import { SEALED_MODELS } from './sealing/sealed-fields.js';

/** Values that are named in the log. A clinic whose keys are wrong has as many as it has rows. */
const MAX_NAMED = 1000;

/** Tells of sealed values that do not open: each is counted when it is met, and named once. */
export function watchSeals(registry: MetricsRegistry, keys: KeyRing, log: Logger): void {
  const met = new Counter({
    name: 'crownline_unreadable_values_total',
    help: 'Times that a sealed value was met which does not open, by table.',
    labelNames: ['table'],
    registers: [registry],
  });
  beginAtZero(
    met,
    'table',
    Object.values(SEALED_MODELS).map(({ table }) => table),
  );
  const named = new Set<string>();
  keys.onUnreadable = (clinicId, { table, column, row }) => {
    met.inc({ table });
    const name = `${clinicId} ${table}.${column} ${row.join(' ')}`;
    if (named.has(name) || named.size === MAX_NAMED) return;
    named.add(name);
    log.error('database.value_unreadable', { clinicId, component: `${table}.${column}`, row: row.join(' ') });
  };
}

/** How busy the connections of this process are. A transaction has one of its own until it ends. */
export function measureDatabase(
  registry: MetricsRegistry,
  { pool, refused }: { pool: pg.Pool; refused: Readonly<Record<string, number>> },
): void {
  const registers = [registry];
  new Counter({
    name: 'crownline_database_refusals_total',
    help: 'Transactions that a database which answers did not write, by reason: full (disk or memory), read_only.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(refused)) this.inc({ reason }, count);
    },
  });
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
