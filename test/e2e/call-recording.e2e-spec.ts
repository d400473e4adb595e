import '../support/in-virtual-time.js';
import { ScriptedCarrierApi } from '../support/scripted-carrier-api.js';
import { ScriptedDeepgram, type ScriptedSession } from '../support/scripted-deepgram.js';
import { SignedCaller, tokenIn, type MediaSocket } from '../support/signed-caller.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** What is recorded of a call, and what is not: judged by what the carrier is asked to do. */

let deepgram: ScriptedDeepgram;
let carrier: ScriptedCarrierApi;
let line: TestLine;

beforeAll(async () => {
  deepgram = await ScriptedDeepgram.start();
  carrier = await ScriptedCarrierApi.start();
  line = await startLine({ agentUrl: deepgram.url, carrierUrl: carrier.url });
  await line.database.clinic.updateMany({ data: { recording: 'announced' } });
});
afterAll(async () => {
  await line.close();
  await carrier.stop();
  await deepgram.stop();
});

interface RecordedCall {
  caller: SignedCaller;
  media: MediaSocket;
  agent: ScriptedSession;
  twiml: string;
}

async function conversation(): Promise<RecordedCall> {
  const caller = new SignedCaller(line);
  const twiml = await (await caller.post('/twilio/voice')).text();
  const media = await caller.open();
  media.start(caller.callSid, tokenIn(twiml));
  const agent = await deepgram.nextSession();
  await agent.open();
  return { caller, media, agent, twiml };
}

const says = ({ agent }: RecordedCall, role: 'user' | 'assistant', content: string) =>
  agent.send({ type: 'ConversationText', role, content });
const asked = ({ caller }: RecordedCall) => carrier.requests.next(({ path }) => path.includes(caller.callSid));
const turnsOf = ({ caller }: RecordedCall, count: number) =>
  until(
    () => line.database.turn.count({ where: { call: { callSid: caller.callSid } } }),
    (stored) => stored === count,
  );
const consentsOf = async (call: RecordedCall) => {
  const { clinicId, id: callId } = await callRow(call);
  const rows = await line.database.consent.findMany({
    where: { clinicId, callId, purpose: 'recording' },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ choice, wordingId, evidenceKind, evidenceId }) => [
    choice,
    wordingId,
    evidenceKind,
    evidenceId.replace(callId, ''),
  ]);
};
const callRow = ({ caller }: RecordedCall) =>
  line.database.call.findFirstOrThrow({ where: { callSid: caller.callSid }, include: { recordings: true } });

it('is announced before anything, and begins with the first words that are no objection', async () => {
  const call = await conversation();
  expect(call.twiml).toMatch(/<Say>This call may be recorded.*<Connect/);
  expect(carrier.requests.all).toEqual([]);
  says(call, 'user', 'A cleaning, please.');
  const { form } = await asked(call);
  expect(form).toMatchObject({ RecordingChannels: 'dual' });
  await until(
    () => callRow(call),
    ({ recordings }) => recordings.some(({ status }) => status === 'in_progress'),
  );
  expect(await consentsOf(call)).toEqual([['given', 'recording_notice', 'turn', '/1']]);
  const report = new URL(form.RecordingStatusCallback ?? '');
  await call.caller.post(report.pathname + report.search, {
    RecordingSid: `RE${'c'.repeat(32)}`,
    RecordingStatus: 'completed',
    RecordingDuration: '12',
    RecordingSource: 'StartCallRecordingAPI',
  });
  expect((await callRow(call)).recordings).toMatchObject([{ kind: 'call', status: 'completed', durationSeconds: 12 }]);
  call.media.stop(call.caller.callSid);
  await line.database.recording.deleteMany();
});

it('is never begun for a caller who says no at once, and the conversation goes on', async () => {
  const call = await conversation();
  says(call, 'user', "Please don't record this.");
  says(call, 'user', 'A cleaning, please.');
  await turnsOf(call, 2);
  await until(
    () => callRow(call),
    ({ recordingChoice }) => recordingChoice === 'declined',
  );
  expect(carrier.requests.all.filter(({ path }) => path.includes(call.caller.callSid))).toEqual([]);
  expect(await consentsOf(call)).toEqual([['refused', 'recording_notice', 'turn', '/1']]);
  // Whoever is connected again is not told, or asked, a second time.
  call.media.socket.terminate();
  expect(await (await call.caller.post('/twilio/voice/next')).text()).not.toContain('recorded');
  await call.caller.post('/twilio/voice/status', { CallStatus: 'completed' });
});

it('is announced again to a caller whom the first announcement never reached', async () => {
  const caller = new SignedCaller(line);
  await caller.post('/twilio/voice'); // the answer is lost on its way
  const twiml = await (await caller.post('/twilio/voice/fallback')).text();
  expect(twiml).toMatch(/<Say>This call may be recorded.*<Connect/);
  expect(
    (await line.database.call.findFirstOrThrow({ where: { callSid: caller.callSid } })).recordingChoice,
  ).toBeNull();
  const media = await caller.open();
  media.start(caller.callSid, tokenIn(twiml));
  const agent = await deepgram.nextSession();
  await agent.open();
  const call = { caller, media, agent, twiml };
  expect((await callRow(call)).recordingChoice).toBe('announced');
  media.stop(caller.callSid);
});

it('is not announced by a stream that came without the words, and then by the next one', async () => {
  await line.database.clinic.updateMany({ data: { recording: 'off' } });
  const call = await conversation();
  expect(call.twiml).not.toContain('recorded');
  await line.database.clinic.updateMany({ data: { recording: 'announced' } });
  expect((await callRow(call)).recordingChoice).toBeNull();
  call.media.socket.terminate();
  expect(await (await call.caller.post('/twilio/voice/next')).text()).toMatch(/<Say>This call may be recorded/);
  await call.caller.post('/twilio/voice/status', { CallStatus: 'completed' });
});

it.each([
  ['nobody was told in this call', null],
  ['the caller has said no on another stream', 'declined'],
])('is never begun where %s', async (_, recordingChoice) => {
  const call = await conversation();
  await line.database.call.updateMany({ where: { callSid: call.caller.callSid }, data: { recordingChoice } });
  says(call, 'user', 'A cleaning, please.');
  says(call, 'user', 'On Tuesday.');
  await turnsOf(call, 2);
  call.media.stop(call.caller.callSid);
  await until(
    () => callRow(call),
    ({ status }) => status === 'completed',
  );
  await call.agent.closed;
  expect(carrier.requests.all.filter(({ path }) => path.includes(call.caller.callSid))).toEqual([]);
  expect(await consentsOf(call)).toEqual([]);
});

it('is thrown away when the caller objects later, or the agent hears it so', async () => {
  const call = await conversation();
  says(call, 'user', 'A cleaning, please.');
  await asked(call);
  const request = { id: 'fc_1', name: 'decline_recording', arguments: '{}', client_side: true };
  call.agent.send({ type: 'FunctionCallRequest', functions: [request] });
  expect(await asked(call)).toMatchObject({ method: 'POST', form: { Status: 'stopped' } });
  expect(await carrier.requests.next(({ method }) => method === 'DELETE')).toMatchObject({
    path: `/Recordings/RE${'c'.repeat(32)}.json`,
  });
  await until(
    () => callRow(call),
    ({ recordings, recordingChoice }) => recordings.length === 0 && recordingChoice === 'declined',
  );
  expect(await consentsOf(call)).toEqual([
    ['given', 'recording_notice', 'turn', '/1'],
    ['refused', 'recording_notice', 'call', ''],
  ]);
  call.media.stop(call.caller.callSid);
});

it('pauses from a question for something private until the next one, and while keys are awaited', async () => {
  const call = await conversation();
  says(call, 'user', 'A cleaning, please.');
  await asked(call);
  says(call, 'assistant', 'What is your date of birth?');
  expect(await asked(call)).toMatchObject({ form: { Status: 'paused', PauseBehavior: 'silence' } });
  says(call, 'user', 'The fourth of May.');
  says(call, 'assistant', 'Thank you. And your name?');
  expect(await asked(call)).toMatchObject({ form: { Status: 'in-progress' } });

  const args = JSON.stringify({ field: 'phone' });
  const request = { id: 'fc_1', name: 'request_keypad_entry', arguments: args, client_side: true };
  call.agent.send({ type: 'FunctionCallRequest', functions: [request] });
  expect(await asked(call)).toMatchObject({ form: { Status: 'paused' } });
  for (const digit of '5125550188') call.media.key(digit);
  expect(await asked(call)).toMatchObject({ form: { Status: 'in-progress' } });
  call.media.stop(call.caller.callSid);
  await line.database.recording.deleteMany();
});

it('that the carrier refuses costs the caller nothing, and is noticed', async () => {
  carrier.refusals.push(500);
  const call = await conversation();
  says(call, 'user', 'A cleaning, please.');
  await asked(call);
  says(call, 'user', 'On Tuesday.');
  await turnsOf(call, 2);
  await until(
    () => Promise.resolve(line.logLines.join('')),
    (log) => log.includes('recording.request_failed'),
  );
  const metrics = await (await fetch(`${line.baseUrl}/metrics`)).text();
  expect(metrics).toMatch(/crownline_recording_requests_failed_total [1-9]/);
  call.media.stop(call.caller.callSid);
});

it('is asked for again by itself when the carrier is busy', async () => {
  carrier.refusals.push(429);
  const call = await conversation();
  says(call, 'user', 'A cleaning, please.');
  await asked(call);
  await asked(call);
  await until(
    () => callRow(call),
    ({ recordings }) => recordings.length === 1,
  );
  call.media.stop(call.caller.callSid);
});
