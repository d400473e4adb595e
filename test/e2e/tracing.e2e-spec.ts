import { randomBytes } from 'node:crypto';
import { SPAN_ATTRIBUTES } from '../../src/common/tracing/span-attributes.policy.js';
import { traceIdOf } from '../../src/common/tracing/trace-id.policy.js';
import { converse, type Conversation } from '../support/conversation.js';
import { freePort } from '../support/free-port.js';
import { ScriptedDeepgram } from '../support/scripted-deepgram.js';
import { SignedCaller, tokenIn } from '../support/signed-caller.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { TraceCollector, type CollectedSpan } from '../support/trace-collector.js';
import { until } from '../support/until.js';

/** What a collector is told of calls, step by step, and what it can do to them. */

const CALLER_SAID = 'This is Zebedee Quartz, my number is 512 555 7391.';
const AGENT_SAID = 'Zebedee, on Monday at nine I have a periwinkle chair.';

let deepgram: ScriptedDeepgram;
let collector: TraceCollector;
let database: TestDatabase;
const running: TestLine[] = [];

beforeEach(async () => {
  deepgram = await ScriptedDeepgram.start();
  collector = await TraceCollector.listen();
  database = await openTestDatabase();
});

afterEach(async () => {
  await stopLines();
  await collector.close();
  await deepgram.stop();
  await database.close();
});

async function serve(tracesEndpoint = collector.url): Promise<TestLine> {
  const line = await startLine({ agentUrl: deepgram.url, sharing: database, tracesEndpoint });
  running.push(line);
  return line;
}

async function stopLines(): Promise<void> {
  for (const line of running.splice(0)) await line.close();
}

const says = (role: 'user' | 'assistant', content: string) => ({ type: 'ConversationText', role, content });

/** A turn of the caller, a tool that runs for it, and an answer that is heard. */
async function exchange({ agent, caller }: Conversation, line: TestLine): Promise<void> {
  agent.send({ type: 'UserStartedSpeaking' }, says('user', CALLER_SAID));
  agent.send({ type: 'LatencyReport', ttt_token_latency: 0.001 });
  const args = JSON.stringify({ appointmentType: 'Cleaning', when: 'next Monday' });
  const functions = [{ id: 'fc_1', name: 'find_slots', arguments: args, client_side: true }];
  agent.send({ type: 'FunctionCallRequest', functions });
  await agent.received('FunctionCallResponse');
  agent.send(says('assistant', AGENT_SAID), randomBytes(8000), { type: 'AgentAudioDone' });
  await until(
    () => recordOf(line, caller),
    ({ turns }) => turns.some(({ stages }) => typeof stages?.heardMs === 'number'),
  );
}

interface CallRecord {
  turns: { stages: Record<'firstTokenMs' | 'firstAudioMs' | 'toCarrierMs' | 'heardMs', number> | null }[];
}

const recordOf = async (line: TestLine, { callSid }: SignedCaller) =>
  (await (await line.api(`/api/v1/calls/${callSid}`)).json()) as CallRecord;

const callRow = ({ callSid }: SignedCaller) => database.prisma.call.findFirstOrThrow({ where: { callSid } });

async function hangUp({ media, caller }: Conversation): Promise<void> {
  media.stop(caller.callSid);
  await until(
    () => callRow(caller),
    ({ status }) => status === 'completed',
  );
}

const named = (name: string): CollectedSpan[] => collector.spans.filter((span) => span.name === name);

function only(name: string): CollectedSpan {
  const [span, ...others] = named(name);
  expect(others).toEqual([]);
  return span!;
}

describe('a call', () => {
  it('is one trace: its stream, below it the agent and the turns, below each turn its stages and tools', async () => {
    const line = await serve();
    const conversation = await converse(line, deepgram);
    await exchange(conversation, line);
    conversation.agent.send({ type: 'UserStartedSpeaking' }, says('user', 'Zebedee says goodbye.'));
    await conversation.agent.roundTrip();
    await hangUp(conversation);
    const call = await callRow(conversation.caller);
    const answered = (await recordOf(line, conversation.caller)).turns.flatMap(({ stages }) => stages ?? [])[0]!;
    await stopLines();

    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([traceIdOf(call.id)]));
    const stream = only('call_stream');
    expect(stream).toMatchObject({ parentSpanId: null, isFault: false });
    expect(stream.attributes).toEqual({
      'crownline.call_id': call.id,
      'crownline.clinic_id': call.clinicId,
      'crownline.direction': 'inbound',
      'crownline.outcome': 'caller_hung_up',
      'crownline.turns': 2,
      'crownline.tools': 1,
      'crownline.sessions': 1,
    });
    expect(only('connect_agent')).toMatchObject({
      parentSpanId: stream.spanId,
      attributes: { 'crownline.route': 'deepgram', 'crownline.outcome': 'connected' },
    });
    const [first, second] = named('turn');
    expect(first).toMatchObject({
      parentSpanId: stream.spanId,
      attributes: { 'crownline.outcome': 'answered', 'crownline.latency_ms': answered.toCarrierMs },
    });
    expect(second).toMatchObject({
      parentSpanId: stream.spanId,
      attributes: { 'crownline.outcome': 'unanswered' },
    });
    expect(only('tool')).toMatchObject({
      parentSpanId: first!.spanId,
      attributes: { 'crownline.tool': 'find_slots', 'crownline.outcome': 'succeeded' },
    });
    expect(named('turn')).toHaveLength(2);

    const stages = collector.spans.filter(
      ({ parentSpanId, name }) => parentSpanId === first!.spanId && name !== 'tool',
    );
    expect(stages.map(({ name }) => name)).toEqual(['first_token', 'first_audio', 'to_carrier', 'heard']);
    // The same times as in the record, one after the other.
    const { firstTokenMs, firstAudioMs, toCarrierMs, heardMs } = answered;
    const ends = [firstTokenMs, firstAudioMs, toCarrierMs, heardMs].map((ms) => first!.fromMs + ms);
    expect(stages.map(({ toMs }) => toMs)).toEqual(ends);
    expect(stages.map(({ fromMs }) => fromMs)).toEqual([first!.fromMs, ...ends.slice(0, -1)]);
    expect(first!.toMs).toBe(ends.at(-1));
  });

  it('that goes on in another process is the same trace', async () => {
    const conversation = await converse(await serve(), deepgram);
    conversation.media.socket.terminate();
    const elsewhere = await serve();
    const caller = new SignedCaller(elsewhere, conversation.caller.callSid);
    const token = tokenIn(await (await caller.post('/twilio/voice/next')).text());
    const media = await caller.open();
    media.start(caller.callSid, token);
    await (await deepgram.nextSession()).open();
    await hangUp({ ...conversation, media });
    const call = await callRow(caller);
    await stopLines();

    const streams = named('call_stream');
    expect(streams.map(({ traceId, parentSpanId }) => ({ traceId, parentSpanId }))).toEqual(
      Array(2).fill({ traceId: traceIdOf(call.id), parentSpanId: null }),
    );
    expect(streams.map(({ attributes }) => attributes['crownline.outcome']).sort()).toEqual(['caller_hung_up', 'lost']);
    expect(new Set(streams.map(({ resource }) => resource['service.instance.id'])).size).toBe(2);
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
  });

  it('whose agent does not come has a span that shows it', async () => {
    deepgram.refuse(503);
    const line = await serve();
    const caller = new SignedCaller(line);
    const media = await caller.connect();
    await media.closing();
    await stopLines();

    const failed = named('connect_agent');
    expect(failed.length).toBeGreaterThan(1);
    for (const span of failed) {
      expect(span).toMatchObject({ isFault: true, attributes: { 'crownline.outcome': 'unavailable' } });
    }
    expect(only('call_stream').attributes).toMatchObject({ 'crownline.outcome': 'overflow' });
  });
});

describe('what leaves the process', () => {
  it('is attributes of the list, and no word, name or number', async () => {
    const line = await serve();
    const conversation = await converse(line, deepgram);
    await exchange(conversation, line);
    const { agent } = conversation;
    const functions = [{ id: 'fc_2', name: 'zebedee_tool', arguments: '{"name":"Zebedee"}', client_side: true }];
    agent.send({ type: 'FunctionCallRequest', functions });
    await agent.received('FunctionCallResponse');
    await hangUp(conversation);
    await stopLines();

    const known = Object.values(SPAN_ATTRIBUTES);
    const used = collector.spans.flatMap(({ attributes }) => Object.keys(attributes));
    expect(used.filter((name) => !(known as string[]).includes(name))).toEqual([]);
    const resources = collector.spans.flatMap(({ resource }) => Object.keys(resource));
    expect(new Set(resources)).toEqual(new Set(['service.name', 'service.instance.id']));
    expect(named('tool').map(({ attributes }) => attributes['crownline.tool'])).toEqual(['find_slots', 'unknown']);
    // An id may have any four digits in it.
    expect(collector.bytes.replace(/[0-9a-f]{16,32}/g, 'an id')).not.toMatch(
      /zebedee|quartz|periwinkle|monday|7391|5550142233|5125550|chair/i,
    );
    expect(unexpectedIn(collector.requests.all.map(({ body }) => JSON.parse(body) as unknown))).toEqual([]);
  });
});

/** Names, ids and times are all the text that there may be. */
const VOCABULARY = new Set([
  ...Object.values(SPAN_ATTRIBUTES),
  ...['service.name', 'service.instance.id', 'crownline'],
  ...['call_stream', 'connect_agent', 'turn', 'first_token', 'first_audio', 'to_carrier', 'heard', 'tool'],
  ...[
    'inbound',
    'caller_hung_up',
    'deepgram',
    'connected',
    'answered',
    'find_slots',
    'succeeded',
    'unknown',
    'rejected',
  ],
  '',
]);
const ID_OR_TIME = /^([0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{19})$/;

function unexpectedIn(value: unknown): string[] {
  if (typeof value === 'string') return VOCABULARY.has(value) || ID_OR_TIME.test(value) ? [] : [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(unexpectedIn) : [];
}

describe('a collector', () => {
  /** The stream, the agent, the turn, its four stages and its tool. */
  const SPANS_OF_EXCHANGE = 8;

  const dropped = async (line: TestLine): Promise<number> => {
    const text = await (await fetch(`${line.baseUrl}/metrics`)).text();
    return Number(/^crownline_trace_spans_dropped_total (\d+)$/m.exec(text)?.[1]);
  };

  const warnings = ({ logLines }: TestLine) =>
    logLines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => /^traces\./.test(String(event)));

  it.each([
    ['that is away', async () => `http://127.0.0.1:${await freePort()}`],
    ['that never answers', () => (collector.stall(), collector.url)],
    ['that answers 500', () => (collector.refuse(500, CALLER_SAID), collector.url)],
  ])('%s costs a call nothing, its spans are counted, and there is one warning', async (_what, endpoint) => {
    const line = await serve(await endpoint());
    for (const calls of [1, 2]) {
      const conversation = await converse(line, deepgram);
      await exchange(conversation, line);
      const spoken = randomBytes(480);
      conversation.agent.send(spoken);
      let heard = Buffer.alloc(0);
      while (!heard.includes(spoken)) heard = Buffer.concat([heard, await conversation.media.agentAudio(160)]);
      await hangUp(conversation);
      await until(
        () => dropped(line),
        (count) => count >= calls * SPANS_OF_EXCHANGE,
      );
    }
    await stopLines();

    expect(warnings(line)).toMatchObject([{ event: 'traces.dropped', errorClass: expect.any(String) as string }]);
    expect(line.logLines.join('')).not.toContain('Zebedee');
  });

  it('that never answers keeps no process from its end', async () => {
    collector.stall();
    const line = await serve();
    await hangUp(await converse(line, deepgram));
    await stopLines();

    expect(warnings(line)).toMatchObject([{ event: 'traces.not_flushed', errorClass: 'DeadlineError' }]);
  });

  it('that comes back is told of what happens then', async () => {
    collector.refuse(500, 'not now');
    const line = await serve();
    await hangUp(await converse(line, deepgram));
    await until(
      () => dropped(line),
      (count) => count > 0,
    );
    collector.recover();
    const told = collector.requests.all.length;
    const conversation = await converse(line, deepgram);
    await hangUp(conversation);
    const { id } = await callRow(conversation.caller);
    await stopLines();

    const after = collector.requests.all.slice(told).map(({ body }) => body);
    expect(after.join('')).toContain(traceIdOf(id));
  });
});
