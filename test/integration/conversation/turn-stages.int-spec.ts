import { CallsModule } from '../../../src/calls/calls.module.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { CallDetail } from '../../../src/calls/call-detail.types.js';
import type { CallSid } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { AgentPlayback } from '../../../src/conversation/agent-playback.js';
import { ConversationMetrics } from '../../../src/conversation/conversation.metrics.js';
import { RecordWriter } from '../../../src/conversation/record.writer.js';
import { Transcript } from '../../../src/conversation/transcript.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

const HALF_A_SECOND = Buffer.alloc(4000, 0x10);

let database: TestDatabase;
let api: TestApi;
let clock: ManualClock;

beforeEach(async () => {
  database = await openTestDatabase();
  clock = new ManualClock();
  api = await startApi(database, { imports: [CallsModule], clock });
});

afterEach(async () => {
  await api.close();
  await database.close();
});

/** A conversation without a reducer: the pieces that measure and store, and a carrier that notes what it gets. */
async function converse() {
  const { clinicId } = await buildClinic(database.prisma);
  const calls = api.app.get(CallsService);
  const { call } = await calls.open({
    ...{ clinicId, callSid: 'CA1' as CallSid, fromNumber: '+1', toNumber: '+2', at: clock.now() },
  });
  const registry = new MetricsRegistry();
  const metrics = new ConversationMetrics(registry);
  const writer = new RecordWriter(call, calls, clock, metrics, api.app.get(Logger));
  const marks: string[] = [];
  const carrier = {
    sendAudio: () => {},
    sendMark: (name: string) => marks.push(name),
    clear: () => {},
    close: () => {},
  };
  const playback: AgentPlayback = new AgentPlayback(carrier, clock, {
    onAudible: () => {},
    onSilent: () => {},
    onCaughtUp: () => {},
    onHeard: () => transcript.playbackMoved(),
  });
  const transcript: Transcript = new Transcript(call.callSid, clock, metrics, playback, writer, 0, null);
  const authorization = await grantKey(database, clinicId);
  return {
    transcript,
    playback,
    marks,
    speak: (text: string) => {
      transcript.agentSaid(text);
      transcript.agentAudio();
      playback.addAudio(HALF_A_SECOND);
      transcript.audioSent();
    },
    written: async () =>
      (await database.prisma.turn.findMany({ where: { clinicId }, orderBy: { seq: 'asc' } })).map(({ heard }) => heard),
    stored: async (): Promise<CallDetail['turns']> => {
      await writer.flush();
      return ((await (await api.get('/api/v1/calls/CA1', authorization)).json()) as CallDetail).turns;
    },
    metrics: () => registry.metrics(),
  };
}

const NOTHING = {
  ...{ endOfTurnMs: null, firstTokenMs: null, firstAudioMs: null, toCarrierMs: null, heardMs: null },
  ...{ toolMs: null, bargeInMs: null, reconnectMs: null },
};

it('writes down in the order of the ear what comes between the words of a reply and their audio', async () => {
  const { transcript, playback, marks, speak, stored } = await converse();
  transcript.callerSaid('Thursday?');
  transcript.agentSaid('I have Thursday at nine.');
  transcript.lineOfOurs('One moment, please.', () => {
    playback.addAudio(HALF_A_SECOND);
    playback.audioDone();
  });
  transcript.agentAudio();
  playback.addAudio(HALF_A_SECOND);
  playback.audioDone();
  clock.advance(1000);
  marks.forEach((name) => playback.markReturned(name));
  const agents = () => stored().then((turns) => turns.filter(({ role }) => role === 'agent'));
  expect(await agents()).toMatchObject([
    { text: 'One moment, please.', heard: 'One moment, please.', interrupted: false },
    { text: 'I have Thursday at nine.', heard: 'I have Thursday at nine.', interrupted: false },
  ]);
  speak('Anything else?');
  expect(await agents()).toHaveLength(2); // it is the same turn
});

it('writes a new turn at once, and what is heard of it every two seconds', async () => {
  const { transcript, playback, marks, speak, written } = await converse();
  speak('Good morning.');
  await until(written, (turns) => turns.length === 1);
  expect(await written()).toEqual(['']);
  clock.advance(500);
  playback.markReturned(marks.shift() ?? '');
  transcript.callerSaid('Hello.');
  await until(written, (turns) => turns.length === 2);
  expect(await written()).toEqual(['Good morning.', 'Hello.']);

  speak('How can I help?');
  await until(written, (turns) => turns.length === 3);
  clock.advance(500);
  playback.markReturned(marks.shift() ?? '');
  const timers = clock.pendingTimers;
  await until(
    () => Promise.resolve(clock.pendingTimers),
    (now) => now === timers + 1,
  );
  clock.advance(1499);
  expect(await written()).toEqual(['Good morning.', 'Hello.', '']);
  clock.advance(1);
  await until(written, (turns) => turns[2] === 'How can I help?');
});

it('stores where the time of an answer went, also what is known later', async () => {
  const { transcript, playback, marks, speak, stored } = await converse();
  speak('Good morning.');
  playback.markReturned(marks.shift() ?? '');
  transcript.callerStartedSpeaking();
  transcript.bargedIn(0.31);
  transcript.cutAgentTurns();
  transcript.callerVoice();
  clock.advance(300);
  transcript.callerTurnEnded();
  transcript.callerSaid('I need a cleaning.');
  transcript.providerLatency('first_token', 200);
  clock.advance(400);
  speak('I see.');

  const known = {
    ...NOTHING,
    endOfTurnMs: 300,
    firstTokenMs: 500,
    firstAudioMs: 700,
    toCarrierMs: 700,
    bargeInMs: 0.31,
  };
  clock.advance(540); // 40 ms more than the half second before the mark
  playback.markReturned(marks.shift() ?? '');
  transcript.toolRan(120); // a tool that its first words announced
  expect(await stored()).toMatchObject([
    { role: 'agent', stages: null, latencyMs: null },
    { role: 'caller', stages: null, latencyMs: null },
    { role: 'agent', heard: 'I see.', latencyMs: 700, stages: { ...known, heardMs: 740, toolMs: 120 } },
  ]);
});

it('goes by the clock when a carrier returns no marks, and gives what follows an answer no stages', async () => {
  const { transcript, speak, stored } = await converse();
  transcript.callerSaid('Hello?');
  clock.advance(600);
  speak('Hello.');
  transcript.endAgentTurn();
  speak('Yes?');
  clock.advance(10_000);
  expect(await stored()).toMatchObject([
    { role: 'caller' },
    { text: 'Hello.', stages: { ...NOTHING, firstAudioMs: 600, toCarrierMs: 600, heardMs: 600 } },
    { text: 'Yes?', heard: 'Yes?', stages: null },
  ]);
});

it('stores an answer that was cut before its first sound as unheard, and stays with that', async () => {
  const { transcript, playback, speak, stored } = await converse();
  transcript.callerSaid('Hello?');
  speak('Hello.');
  playback.clear();
  transcript.cutAgentTurns();
  clock.advance(5000);
  transcript.toolRan(10);
  expect(await stored()).toMatchObject([
    { role: 'caller' },
    { heard: '', interrupted: true, stages: { toCarrierMs: 0, heardMs: null, toolMs: 10 } },
  ]);
});

it('counts every stage once, and a reconnect', async () => {
  const { transcript, playback, marks, speak, metrics } = await converse();
  transcript.agentBack(); // its first
  transcript.agentLost();
  clock.advance(1200);
  transcript.agentBack();
  transcript.callerVoice();
  transcript.callerSaid('Hello?');
  clock.advance(500);
  speak('Hello.');
  speak('I am here.');
  clock.advance(1000);
  for (const mark of marks) playback.markReturned(mark);
  const text = await metrics();
  for (const stage of ['end_of_turn', 'first_audio', 'to_carrier', 'heard']) {
    expect(text).toContain(`crownline_turn_stage_seconds_count{stage="${stage}"} 1`);
  }
  expect(text).toContain('crownline_turn_stage_seconds_count{stage="first_token"} 0');
  expect(text).toContain('crownline_turn_latency_seconds_sum 0.5');
  expect(text).toContain('crownline_agent_reconnect_seconds_sum 1.2');
  expect(text).toContain('crownline_barge_in_clear_seconds_count 0');
});
