import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { collectDefaultMetrics, Counter, Gauge, Registry, type Metric } from 'prom-client';
import type { MetricsRegistry } from './metrics.js';

/** Gauges with the ending of counters, which checks of names refuse. Each is the sum of another one. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

let ofNode: readonly Metric[] | undefined;

/** Its observers and timers end with the process, and with no registry: another app in the same process shows the same measures. */
function measureNode(): Metric[] {
  const all = new Registry();
  collectDefaultMetrics({ register: all });
  for (const name of MISNAMED) all.removeSingleMetric(name);
  return all.getMetricsAsArray().flatMap(({ name }) => all.getSingleMetric(name) ?? []);
}

/** What Node and the machine tell of this process: by the names that every dashboard knows, and what those lack. */
export function measureProcess(registry: MetricsRegistry): void {
  const registers = [registry];
  for (const metric of (ofNode ??= measureNode())) registry.registerMetric(metric);
  new Counter({
    name: 'crownline_event_loop_active_seconds_total',
    help: 'Time in which the event loop had something to do. Its rate is the utilisation of the one core that JavaScript has.',
    registers,
    collect() {
      this.reset();
      this.inc(performance.eventLoopUtilization().active / 1000);
    },
  });
  new Gauge({
    name: 'crownline_heap_limit_bytes',
    help: 'What the heap may grow to. Beyond it the process ends.',
    registers,
    collect() {
      this.set(getHeapStatistics().heap_size_limit);
    },
  });
}
