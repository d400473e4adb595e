import { AggregatorRegistry, Counter, Histogram } from 'prom-client';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import { formatFor, presentScrape } from './scrape.presenter.js';

function aRegistry(): MetricsRegistry {
  const registry = new MetricsRegistry();
  const registers = [registry];
  new Counter({ name: 'calls_total', help: 'Calls.', labelNames: ['way'], registers }).inc({ way: 'in' }, 2);
  const waits = new Histogram<'call_hash'>({
    ...{ name: 'wait_seconds', help: 'Waits.', buckets: [1], enableExemplars: true, registers },
  });
  waits.observe({ value: 0.5, exemplarLabels: { call_hash: 'abc' } });
  return registry;
}

it('writes the same moment in either format, as often and in whatever order it is asked for', async () => {
  const registry = aRegistry();
  for (const format of ['openmetrics', 'text', 'openmetrics', 'text'] as const) {
    const { text } = await presentScrape(await registry.getMetricsAsJSON(), format);
    expect(text).toContain('calls_total{way="in"} 2\n');
    expect(text).toContain(format === 'text' ? '# TYPE calls_total counter' : '# TYPE calls counter');
    expect(text.includes('# {call_hash="abc"} 0.5 ')).toBe(format === 'openmetrics');
  }
});

it('writes what several processes have counted together', async () => {
  const ofAll = await Promise.all([aRegistry(), aRegistry()].map((registry) => registry.getMetricsAsJSON()));
  const merged = await AggregatorRegistry.aggregate(ofAll).getMetricsAsJSON();
  for (const format of ['openmetrics', 'text'] as const) {
    const { text } = await presentScrape(merged, format);
    expect(text).toContain('calls_total{way="in"} 4\n');
    expect(text).toContain('wait_seconds_count 2\n');
  }
});

it.each([
  ['application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.2', 'openmetrics'],
  ['text/plain;version=0.0.4', 'text'],
  ['*/*', 'text'],
  [undefined, 'text'],
])('answers %s with %s', (accept, format) => {
  expect(formatFor(accept)).toBe(format);
});
