import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallSid } from '../../../src/common/ids/ids.js';
import { callHash } from '../../../src/common/metrics/call-hash.js';
import { projectRoot } from '../../../src/config/project-root.js';
import type { CallReport } from '../../../src/simulation/caller/call-report.types.js';
import { CallStation } from '../../../src/simulation/caller/call-station.js';
import { ScenariosService } from '../../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { freePort } from '../../support/free-port.js';
import { openSpeech } from '../../support/kept-speech.js';
import { metricsLookedAt } from '../../support/prometheus-files.js';
import { metricOf, readScrape, type Scrape } from '../../support/scrape.js';
import { ServedClinic } from '../../support/served-clinic.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

/** What a scraper gets from a real server that has carried a call. */

/** As Prometheus 3 and Prometheus 2 ask. */
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';
const PROMETHEUS_2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

/** Without the bounds of histograms: routes and kinds of texts have the most. */
const MAX_SERIES_OF_ONE = 100;

const speech = openSpeech();
let deepgram: SimulatedDeepgram;
let database: TestDatabase;
let clinic: ServedClinic;
let station: CallStation;
let report: CallReport;
let callSid: CallSid;
let text: string;
let plain: Scrape;
let open: string;
let folder: string;

const scraped = async (accept: string): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${clinic.metricsPort}/metrics`, { headers: { accept } });
  const type = accept.includes('openmetrics')
    ? 'application/openmetrics-text; version=1.0.0'
    : 'text/plain; version=0.0.4';
  expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  return response.text();
};

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  database = await openDemoDatabase();
  folder = mkdtempSync(join(tmpdir(), 'crownline-heads-'));
  const more = {
    LOG_LEVEL: 'info',
    METRICS_PORT: String(await freePort()),
    AUDIT_ANCHORS: pathToFileURL(join(folder, 'heads.jsonl')).href,
  };
  clinic = await ServedClinic.start({ databaseUrl: database.url, agentUrl: deepgram.url, more });
  station = new CallStation(clinic.target, { speech, scenarios: new ScenariosService() });
  report = await station.call({ scenario: 'book-cleaning' });
  await until(
    () => clinic.metric('crownline_text_segments_total'),
    (sent) => sent > 0,
  );
  const call = await database.prisma.call.findFirstOrThrow({ orderBy: { startedAt: 'desc' } });
  callSid = call.callSid as CallSid;
  open = await scraped(PROMETHEUS_3);
  text = await scraped('text/html,*/*;q=0.8'); // after the other: neither format may leave traces in the next answer
  plain = readScrape(text);
}, 400_000);

afterAll(async () => {
  await station.close();
  await clinic.stop();
  await deepgram.close();
  await database.close();
  await speech.close();
  rmSync(folder, { recursive: true });
});

const valueOf = (name: string, labels: Record<string, string> = {}): number | undefined =>
  plain.samples.find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;

it('counts what happened in the call', () => {
  expect(report.outcome).toBe('booked');
  expect(valueOf('crownline_calls_ended_total', { outcome: 'booked' })).toBe(1);
  expect(valueOf('crownline_call_streams_total', { kind: 'fresh' })).toBe(1);
  expect(valueOf('crownline_greeting_seconds_count')).toBe(1);
  expect(valueOf('crownline_agent_connects_total', { driver: 'deepgram', result: 'connected' })).toBe(1);
  expect(valueOf('crownline_agent_session_seconds_total', { route: 'deepgram' })).toBeGreaterThan(1);
  expect(valueOf('crownline_call_stream_seconds_total')).toBeGreaterThan(1);
  expect(valueOf('crownline_turn_latency_seconds_count')).toBeGreaterThan(1);
  expect(valueOf('crownline_caller_silence_seconds_count')).toBeGreaterThan(1);
  expect(valueOf('crownline_tool_duration_seconds_count', { tool: 'book_appointment', status: 'succeeded' })).toBe(1);
  expect(valueOf('crownline_database_connections', { state: 'idle' })).toBeGreaterThan(0);
  expect(valueOf('crownline_database_connections_max')).toBe(20);
});

it('counts requests by their route, with its parameters unfilled', async () => {
  await fetch(`http://127.0.0.1:${clinic.port}/no/such/page/+15125550143`);
  const counted = readScrape(await scraped('*/*')).samples.filter(
    ({ name }) => name === 'crownline_http_request_seconds_count',
  );
  const routes = counted.map(({ labels: { method, route, status } }) => `${method} ${route} ${status}`);
  expect(routes).toEqual(
    expect.arrayContaining(['POST /twilio/voice 2xx', 'GET /api/v1/calls/:callSid 2xx', 'GET none 4xx']),
  );
  expect(routes.join()).not.toContain('555');
});

it('speaks OpenMetrics to whoever asks for it, with one end, and families that keep its rules', async () => {
  expect(open.endsWith('\n# EOF\n')).toBe(true);
  expect(open.match(/# EOF/g)).toHaveLength(1);
  const { types, samples } = readScrape(open);
  const suffixes = { counter: ['_total'], gauge: [''], histogram: ['_bucket', '_sum', '_count'] };
  for (const [name, type] of types) {
    expect(name.endsWith('_total')).toBe(false);
    expect(plain.types.get(type === 'counter' ? `${name}_total` : name)).toBe(type);
  }
  const allowed = new Set(
    [...types].flatMap(([name, type]) => suffixes[type as keyof typeof suffixes].map((suffix) => name + suffix)),
  );
  for (const { name } of samples) expect(allowed).toContain(name);
  expect(types.size).toBe(plain.types.size);
  expect(readScrape(await scraped(PROMETHEUS_2)).types).toEqual(types);
});

it('marks buckets with the call that fell into them last, by a hash that the log tells with the call’s ids', () => {
  const marked = readScrape(open).samples.filter(({ exemplar }) => exemplar !== null);
  expect(new Set(marked.map(({ name }) => name))).toEqual(
    new Set(
      ['greeting', 'caller_silence', 'turn_latency', 'turn_stage', 'http_request'].map(
        (what) => `crownline_${what}_seconds_bucket`,
      ),
    ),
  );
  const hash = callHash(callSid);
  for (const { labels, exemplar } of marked) {
    expect(exemplar?.labels).toEqual({ call_hash: hash });
    if (labels.le !== '+Inf') expect(exemplar?.value).toBeLessThanOrEqual(Number(labels.le));
    expect(exemplar?.atSeconds).toBeGreaterThan(1.7e9);
  }
  expect(open).not.toContain(callSid);
  expect(text).not.toContain(hash);
  const lines = clinic.printed.split('\n').filter((line) => line.includes(`"callHash":"${hash}"`));
  expect(lines.map((line) => (JSON.parse(line) as { event: string; callSid: string }).callSid)).toEqual([callSid]);
});

it('has every metric that a dashboard or a rule looks at', () => {
  const names = new Set(plain.samples.map(({ name }) => name));
  expect(metricsLookedAt.size).toBeGreaterThan(50);
  const missing = [...metricsLookedAt].filter((name) => !names.has(name));
  expect(missing).toEqual([]);
});

it('says nothing of people in its labels, and has few series', async () => {
  const patients = await database.prisma.patient.findMany({ select: { givenName: true, familyName: true } });
  const said = new Set(plain.samples.flatMap(({ labels }) => Object.values(labels)));
  expect(patients.length).toBeGreaterThan(1);
  for (const value of said) {
    expect(value).not.toMatch(/\+?\d{7,}|[0-9a-f]{8}-[0-9a-f]{4}-/);
    for (const { givenName, familyName } of patients) {
      expect(value.toLowerCase().split(/\W/)).not.toContain(givenName?.toLowerCase());
      expect(value.toLowerCase().split(/\W/)).not.toContain(familyName?.toLowerCase());
    }
  }
  const series = new Map<string, Set<string>>();
  for (const sample of plain.samples) {
    const { le: _, ...labels } = sample.labels;
    const metric = metricOf(sample, plain);
    series.set(metric, (series.get(metric) ?? new Set()).add(JSON.stringify(labels)));
  }
  expect([...series].filter(([, { size }]) => size > MAX_SERIES_OF_ONE)).toEqual([]);
});

it('is at the port that it has of its own, with the document of the API and nothing else, and not where callers come', async () => {
  const statuses = (port: number) =>
    Promise.all(
      ['/metrics', '/docs-json', '/health/live'].map(
        async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).status,
      ),
    );
  expect(await statuses(clinic.metricsPort)).toEqual([200, 200, 404]);
  expect(await statuses(clinic.port)).toEqual([404, 404, 200]);
});

it('is what docs/metrics.md says, metric by metric', () => {
  const page = readFileSync(join(projectRoot, 'docs', 'metrics.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (\w+) +\| ([^|]*)\|/gm)];
  const told = new Map(rows.map(([, name = '', type = '', labels = '']) => [name, { type, labels }]));
  expect(Object.fromEntries([...told].map(([name, { type }]) => [name, type]))).toEqual(
    Object.fromEntries(plain.types),
  );
  for (const sample of plain.samples) {
    const { labels = '' } = told.get(metricOf(sample, plain)) ?? {};
    for (const label of Object.keys(sample.labels)) if (label !== 'le') expect(labels).toContain(`\`${label}\``);
  }
});
