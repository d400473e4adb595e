import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SPAN_ATTRIBUTES } from '../../../src/common/tracing/span-attributes.policy.js';
import { traceIdOf } from '../../../src/common/tracing/trace-id.policy.js';
import { projectRoot } from '../../../src/config/project-root.js';
import { CallStation } from '../../../src/simulation/caller/call-station.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../../support/kept-speech.js';
import { ServedClinic } from '../../support/served-clinic.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { TraceCollector, type CollectedSpan } from '../../support/trace-collector.js';

/** The server as it is installed, with the setting on and off. */

const EXPORTER = '@opentelemetry/exporter-trace-otlp-http';
const telling = `--import ${pathToFileURL(join(projectRoot, 'test/support/tell-telemetry.mjs')).href}`;
const speech = openSpeech();
let deepgram: SimulatedDeepgram;
let database: TestDatabase;
let collector: TraceCollector;
let folder: string;

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  database = await openDemoDatabase();
  collector = await TraceCollector.listen();
  folder = mkdtempSync(join(tmpdir(), 'crownline-traced-'));
});

afterAll(async () => {
  await collector.close();
  await deepgram.close();
  await database.close();
  await speech.close();
  rmSync(folder, { recursive: true });
});

const loadedFile = () => join(folder, 'loaded.json');
const loaded = () => JSON.parse(readFileSync(loadedFile(), 'utf8')) as string[];

function start(more: Record<string, string>): Promise<ServedClinic> {
  const watched = { NODE_OPTIONS: telling, TELEMETRY_FILE: loadedFile(), ...more };
  return ServedClinic.start({ databaseUrl: database.url, agentUrl: deepgram.url, more: watched });
}

it('sends the trace of a whole call when a collector is set, with all of its turns and tools', async () => {
  const clinic = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer of-the-collector',
  });
  const station = new CallStation(clinic.target, { speech });
  const report = await station.call({ scenario: 'book-cleaning' });
  await station.close();
  await clinic.stop();

  expect(report).toMatchObject({ ok: true, outcome: 'booked' });
  expect(loaded()).toContain(EXPORTER);
  for (const { path, headers } of collector.requests.all) {
    expect(path).toBe('/v1/traces');
    expect(headers.authorization).toBe('Bearer of-the-collector');
  }
  const { spans } = collector;
  const call = await database.prisma.call.findFirstOrThrow({ where: { callSid: report.callSid } });
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([traceIdOf(call.id)]));
  const named = (name: string): CollectedSpan[] => spans.filter((span) => span.name === name);

  const [stream, ...others] = named('call_stream');
  expect(others).toEqual([]);
  const turns = named('turn');
  const tools = named('tool');
  expect(stream!.attributes).toMatchObject({ 'crownline.turns': turns.length, 'crownline.tools': tools.length });
  const latencies = turns.flatMap(({ attributes }) => (attributes['crownline.latency_ms'] ?? []) as number);
  const stored = await database.prisma.turn.findMany({ where: { callId: call.id }, orderBy: { seq: 'asc' } });
  expect(latencies).toEqual(expect.arrayContaining(stored.flatMap(({ latencyMs }) => latencyMs ?? [])));
  const runs = await database.prisma.toolInvocation.findMany({ where: { callId: call.id } });
  expect(tools.map(({ attributes }) => attributes['crownline.tool']).sort()).toEqual(
    runs.map(({ name }) => name).sort(),
  );

  const turnIds = new Set(turns.map(({ spanId }) => spanId));
  for (const { parentSpanId } of [...turns, ...named('connect_agent')]) expect(parentSpanId).toBe(stream!.spanId);
  for (const stage of ['end_of_turn', 'first_audio', 'to_carrier', 'heard']) {
    expect(named(stage).length).toBeGreaterThan(0);
    for (const { parentSpanId } of named(stage)) expect(turnIds).toContain(parentSpanId);
  }
  for (const { parentSpanId } of tools) expect(turnIds).toContain(parentSpanId);
  for (const { fromMs, toMs } of spans) expect(toMs).toBeGreaterThanOrEqual(fromMs);

  const attributes = new Set(spans.flatMap((span) => Object.keys(span.attributes)));
  expect([...attributes].filter((name) => !(Object.values(SPAN_ATTRIBUTES) as string[]).includes(name))).toEqual([]);
  for (const { text } of report.transcript) expect(collector.bytes).not.toContain(text);
  expect(collector.bytes).not.toMatch(/maria|lopez|\+1\d{10}|maple|osei|vega/i);
  expect(clinic.printed).not.toContain('of-the-collector');
}, 180_000);

it('loads nothing of an exporter when none is set', async () => {
  const clinic = await start({});
  await clinic.stop();
  expect(loaded()).not.toContain(EXPORTER);
}, 120_000);
