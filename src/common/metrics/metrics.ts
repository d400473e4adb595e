import {
  Registry,
  type Counter,
  type MetricObjectWithValues,
  type MetricValue,
  type OpenMetricsContentType,
} from 'prom-client';

/** The registry of this process. Features declare their metrics on it in their own `*.metrics.ts`. */
export class MetricsRegistry extends Registry<OpenMetricsContentType> {
  constructor() {
    super();
    this.setContentType(Registry.OPENMETRICS_CONTENT_TYPE); // no other keeps exemplars
  }
}

/**
 * Shows a counter from the start with every value that its label may have: a series that begins with its first event hides that
 * event from every rate.
 */
export function beginAtZero<Label extends string>(
  counter: Counter<Label>,
  label: NoInfer<Label>,
  values: readonly string[],
): void {
  for (const value of values) counter.inc({ [label]: value } as Record<Label, string>, 0);
}

export type MetricSnapshot = MetricObjectWithValues<MetricValue<string>>;

/** What is measured at this moment, in all processes that serve the port together. */
export abstract class MetricsReader {
  abstract read(): Promise<MetricSnapshot[]>;
}

/** There is one process. */
export class OwnMetrics extends MetricsReader {
  constructor(private readonly own: MetricsRegistry) {
    super();
  }

  read(): Promise<MetricSnapshot[]> {
    return this.own.getMetricsAsJSON();
  }
}
