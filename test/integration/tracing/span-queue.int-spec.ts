import { SystemClock } from '../../../src/common/clock/clock.js';
import { newId, type CallId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { OpenTelemetryTracer } from '../../../src/common/tracing/open-telemetry.tracer.js';
import { TracingMetrics } from '../../../src/common/tracing/tracing.metrics.js';
import { TraceCollector } from '../../support/trace-collector.js';

let collector: TraceCollector;

beforeEach(async () => {
  collector = await TraceCollector.listen();
});
afterEach(() => collector.close());

it('holds so many spans and no more: what has no room is counted, and the others are sent', async () => {
  const logLines: string[] = [];
  const registry = new MetricsRegistry();
  const log = Logger.create('trace', { write: (line: string) => void logLines.push(line) });
  const surroundings = { clock: new SystemClock(), log, metrics: new TracingMetrics(registry) };
  const tracer = new OpenTelemetryTracer(collector.url, surroundings);

  for (let spans = 0; spans < 3000; spans += 1) tracer.begin(newId<CallId>(), 'call_stream', spans).end(spans);
  await tracer.onApplicationShutdown();

  // A batch of 512 was on its way when the queue of 2048 began to fill.
  expect(collector.spans).toHaveLength(512 + 2048);
  expect(await registry.metrics()).toContain(`crownline_trace_spans_dropped_total ${3000 - 512 - 2048}\n`);
  expect(logLines).toEqual([]); // the collector is well: only the metric tells that it gets too much
});
