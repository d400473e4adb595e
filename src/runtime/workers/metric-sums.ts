import { AggregatorRegistry } from 'prom-client';
import type { MetricSnapshot } from '../../common/metrics/metrics.js';

/** What prom-client has in a bucket beside its count; its types leave it out. */
interface Exemplar {
  labelSet: Record<string, string>;
  value: number;
  /** In seconds. */
  timestamp: number;
}

type Sample = MetricSnapshot['values'][number] & { metricName?: string; exemplar?: Exemplar | null };

/** By the way that each metric names: most are added, of lags and ages the greatest counts. A bucket keeps the newest exemplar of any process. */
export async function addUp(snapshots: readonly MetricSnapshot[][]): Promise<MetricSnapshot[]> {
  const newest = newestExemplars(snapshots);
  const sums = await AggregatorRegistry.aggregate([...snapshots]).getMetricsAsJSON();
  if (newest.size === 0) return sums;
  return sums.map((metric) => ({ ...metric, values: metric.values.map((sample) => marked(sample, newest)) }));
}

/** prom-client adds up the counts, and leaves the exemplars behind. */
function newestExemplars(snapshots: readonly MetricSnapshot[][]): Map<string, Exemplar> {
  const newest = new Map<string, Exemplar>();
  for (const sample of snapshots.flat().flatMap(({ values }) => values as Sample[])) {
    const { exemplar } = sample;
    if (!exemplar) continue;
    const series = seriesOf(sample);
    const other = newest.get(series);
    if (!other || exemplar.timestamp > other.timestamp) newest.set(series, exemplar);
  }
  return newest;
}

function marked(sample: Sample, newest: ReadonlyMap<string, Exemplar>): Sample {
  const exemplar = newest.get(seriesOf(sample));
  return exemplar ? { ...sample, exemplar } : sample;
}

/** Only buckets have exemplars, and those say their name. */
const seriesOf = ({ metricName, labels }: Sample): string =>
  JSON.stringify([metricName, ...Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1))]);
