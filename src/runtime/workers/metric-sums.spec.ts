import { Counter, Histogram } from 'prom-client';
import { MetricsRegistry, type MetricSnapshot } from '../../common/metrics/metrics.js';
import { presentScrape } from '../../ops/metrics/scrape.presenter.js';
import { addUp } from './metric-sums.js';

/** A worker's metrics, as they arrive in another process: by value. */
interface Observed {
  seconds: number;
  route: string;
  hash: string;
  atSeconds: number;
}

async function workerThat(...observed: Observed[]): Promise<MetricSnapshot[]> {
  const registers = [new MetricsRegistry()];
  new Counter({ name: 'calls_total', help: 'Calls.', registers }).inc(observed.length);
  const answers = new Histogram<'route' | 'call_hash'>({
    name: 'answer_seconds',
    help: 'Answers.',
    labelNames: ['route'],
    buckets: [1, 2],
    enableExemplars: true,
    registers,
  });
  for (const { seconds, route, hash } of observed)
    answers.observe({ labels: { route }, value: seconds, exemplarLabels: { call_hash: hash } });
  const snapshots = structuredClone(await registers[0]!.getMetricsAsJSON());
  for (const { exemplar } of snapshots.flatMap(({ values }) => values as { exemplar?: Marked }[])) {
    const one = observed.find(({ hash }) => hash === exemplar?.labelSet.call_hash);
    if (exemplar && one) exemplar.timestamp = one.atSeconds;
  }
  return snapshots;
}

interface Marked {
  labelSet: { call_hash: string };
  timestamp: number;
}

const bucketsOf = async (snapshots: MetricSnapshot[]): Promise<string[]> => {
  const { text } = await presentScrape(snapshots, 'openmetrics');
  return text.split('\n').filter((line) => line.startsWith('answer_seconds_bucket'));
};

const slow = { seconds: 1.5, route: 'a', hash: 'slow', atSeconds: 10 };
const slower = { seconds: 1.8, route: 'a', hash: 'slower', atSeconds: 20 };
const quick = { seconds: 0.5, route: 'a', hash: 'quick', atSeconds: 30 };

it('keeps, for each bucket, the newest exemplar of any process, whichever process is asked first', async () => {
  const expected = [
    'answer_seconds_bucket{le="1",route="a"} 1 # {call_hash="quick"} 0.5 30',
    'answer_seconds_bucket{le="2",route="a"} 3 # {call_hash="slower"} 1.8 20',
    'answer_seconds_bucket{le="+Inf",route="a"} 3',
  ];
  const one = await workerThat(slow, quick);
  const other = await workerThat(slower);
  expect(await bucketsOf(await addUp([one, other]))).toEqual(expected);
  expect(await bucketsOf(await addUp([other, one]))).toEqual(expected);
});

it('keeps those of a process that has ended, when the sum with it is added to another', async () => {
  const ended = await addUp([[], await workerThat(slow)]);
  expect(await bucketsOf(await addUp([ended, await workerThat(quick)]))).toEqual([
    'answer_seconds_bucket{le="1",route="a"} 1 # {call_hash="quick"} 0.5 30',
    'answer_seconds_bucket{le="2",route="a"} 2 # {call_hash="slow"} 1.5 10',
    'answer_seconds_bucket{le="+Inf",route="a"} 2',
  ]);
});

it('marks no bucket with what fell into that of other labels', async () => {
  const other = { ...slower, route: 'b', hash: 'of b' };
  expect(await bucketsOf(await addUp([await workerThat(slow), await workerThat(other)]))).toEqual([
    'answer_seconds_bucket{le="1",route="a"} 0',
    'answer_seconds_bucket{le="2",route="a"} 1 # {call_hash="slow"} 1.5 10',
    'answer_seconds_bucket{le="+Inf",route="a"} 1',
    'answer_seconds_bucket{le="1",route="b"} 0',
    'answer_seconds_bucket{le="2",route="b"} 1 # {call_hash="of b"} 1.8 20',
    'answer_seconds_bucket{le="+Inf",route="b"} 1',
  ]);
});

it('adds up what has no exemplars', async () => {
  const [calls] = await addUp([await workerThat(slow, quick), await workerThat(slower)]);
  expect(calls?.values).toEqual([{ value: 3, labels: {} }]);
});
