import { Registry, type Metric } from 'prom-client';
import type { MetricSnapshot } from '../../common/metrics/metrics.js';

/** What a scraper can read. Exemplars are told in OpenMetrics only. */
export type ScrapeFormat = 'openmetrics' | 'text';

const CONTENT_TYPES = {
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
  text: Registry.PROMETHEUS_CONTENT_TYPE,
} as const;

/**
 * By the `Accept` header: OpenMetrics for whoever asks for it, as Prometheus does, in whatever version and escaping it would like
 * best; plain text for browsers and people.
 */
export const formatFor = (accept = ''): ScrapeFormat =>
  accept.includes('application/openmetrics-text') ? 'openmetrics' : 'text';

/**
 * Writes down what a registry held at one moment. The registry itself can't be asked for either format in turn: it speaks the one
 * that it was made for, and to speak OpenMetrics it renames its counters for good. So the moment gets a registry of its own.
 */
export async function presentScrape(
  snapshots: readonly MetricSnapshot[],
  format: ScrapeFormat,
): Promise<{ contentType: string; text: string }> {
  const contentType = CONTENT_TYPES[format];
  const moment = new Registry();
  moment.setContentType(contentType as typeof Registry.PROMETHEUS_CONTENT_TYPE);
  for (const snapshot of snapshots) {
    // In OpenMetrics a counter is a family without the ending that its one sample has.
    const isFamily = format === 'openmetrics' && (snapshot.type as unknown) === 'counter';
    const name = isFamily ? snapshot.name.replace(/_total$/, '') : snapshot.name;
    const shown = { ...snapshot, name };
    moment.registerMetric({ ...shown, get: () => Promise.resolve(shown) } as unknown as Metric);
  }
  return { contentType, text: await moment.metrics() };
}
