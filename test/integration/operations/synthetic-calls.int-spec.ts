import { CallsService } from '../../../src/calls/calls.service.js';
import type { Call } from '../../../src/calls/calls.types.js';
import type { CallSid, ClinicId } from '../../../src/common/ids/ids.js';
import { SyntheticCalls } from '../../../src/ops/synthetic-calls/synthetic-calls.service.js';
import type { PhoneEvent } from '../../../src/ops/synthetic-calls/test-phone.port.js';
import { TEST_PHONE_NUMBER } from '../../../src/runtime/carrier-test-phone.driver.js';
import { ManualClock } from '../../support/manual-clock.js';
import { ScriptedPhone } from '../../support/scripted-phone.js';
import { SignedCaller } from '../../support/signed-caller.js';
import { startLine, type TestLine } from '../../support/test-line.js';
import { until } from '../../support/until.js';

/** When the server calls itself, and what it makes of what it hears: on a clock of the test's, with a phone of the test's. */

const EVERY_MS = 15 * 60_000;
/** Instances that each call as often as can be set: every minute. */
const INSTANCES = 8;

let clock: ManualClock;
let line: TestLine;
let phone: ScriptedPhone;

beforeEach(async () => {
  clock = new ManualClock();
  phone = new ScriptedPhone();
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', clock, syntheticCallEveryMs: EVERY_MS });
});
afterEach(() => line.close());

const synthetic = () => line.app.get(SyntheticCalls);
const pass = (ms: number) => clock.advanceAsync(ms, 100);

const metric = async (row: string): Promise<number> => {
  const text = await (await fetch(`${line.baseUrl}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${row} `))
      ?.split(' ')[1] ?? NaN,
  );
};
const counted = (result: string) => metric(`crownline_synthetic_calls_total{result="${result}"}`);
const health = async () => {
  const answer = await fetch(`${line.baseUrl}/health/ready`);
  const { details } = (await answer.json()) as { details: Record<string, unknown> };
  return { status: answer.status, call: details.synthetic_call };
};

/** What the record keeps of a call: the agent's turn with times is an answer, the one without is a line of ours. */
async function recordCall(callSid: string): Promise<Call> {
  const { number, clinicId } = await line.database.phoneNumber.findFirstOrThrow();
  const { call } = await line.app.get(CallsService).open({
    clinicId: clinicId as ClinicId,
    callSid: callSid as CallSid,
    fromNumber: TEST_PHONE_NUMBER,
    toNumber: number,
    at: clock.now(),
  });
  return call;
}
async function recordTurn(call: Call, seq: number, kind: 'answer' | 'line'): Promise<void> {
  const none = { endOfTurnMs: null, firstTokenMs: null, firstAudioMs: null, heardMs: null };
  const stages = { ...none, toCarrierMs: 900, toolMs: null, bargeInMs: null, reconnectMs: null };
  const said = { text: 'From nine to five.', heard: 'From nine', interrupted: false, startedAt: clock.now() };
  await line.app.get(CallsService).saveTurn(call, {
    ...{ ...said, seq, role: 'agent' },
    ...(kind === 'answer' ? { stages, latencyMs: 900 } : { stages: null, latencyMs: null }),
  });
}

const voice: PhoneEvent = { type: 'heard', voice: true };
const quiet: PhoneEvent = { type: 'heard', voice: false };

/** Has a call greeted, and its question asked. */
async function greet(nth: number) {
  const call = await phone.call(nth);
  call.tell({ type: 'answered' }, { type: 'stream_began' }, voice);
  await pass(1100);
  expect(call.did).toEqual(['ask']);
  call.tell({ type: 'question_said' }, quiet);
  return call;
}

it('calls soon after the start, then about as often as it should, and never two at once', async () => {
  synthetic().begin(phone);
  synthetic().begin(phone);
  await pass(4900);
  expect(phone.calls).toHaveLength(0);
  await pass(15_200);
  const first = await phone.call(1);
  expect(first.number).toBe(line.clinicNumber);
  // Nobody answers: the caller gives up after 20 s.
  await pass(20_100);
  expect(first.did).toEqual(['hang_up']);
  expect(await counted('not_answered')).toBe(1);
  await clock.advanceAsync(0.9 * EVERY_MS - 45_000, 1000);
  expect(phone.calls).toHaveLength(1);
  await clock.advanceAsync(0.2 * EVERY_MS + 45_000, 1000);
  expect(phone.calls).toHaveLength(2);
});

it('tells in metrics, health and log that the line works, and when it did last', async () => {
  synthetic().begin(phone);
  expect(await health()).toEqual({ status: 200, call: { status: 'up', last: 'none yet', at: null } });
  expect(await metric('crownline_synthetic_call_interval_seconds')).toBe(EVERY_MS / 1000);
  expect(await metric('crownline_synthetic_call_last_success_timestamp_seconds')).toBe(0);
  await pass(20_100);
  const call = await greet(1);
  const record = await recordCall(call.callSid);
  await recordTurn(record, 1, 'line');
  await pass(900);
  call.tell(voice);
  await recordTurn(record, 2, 'answer');
  await until(
    () => pass(500),
    () => call.did.includes('hang_up'),
  );
  await until(
    () => counted('ok'),
    (count) => count === 1,
  );
  const at = await metric('crownline_synthetic_call_last_success_timestamp_seconds');
  expect(at * 1000).toBeLessThanOrEqual(clock.nowMs());
  expect(await metric('crownline_synthetic_call_stage_seconds_sum{stage="reply"}')).toBeCloseTo(0.9);
  expect(await health()).toMatchObject({ status: 200, call: { last: 'ok', at: expect.any(String) as unknown } });
  const [ended] = line.logLines.filter((each) => each.includes('"synthetic_call.ended"'));
  expect(JSON.parse(ended ?? '{}')).toMatchObject({ callSid: call.callSid, outcome: 'ok' });
  expect(ended).not.toContain('+1');
});

it('does not take lines of ours for a reply, and is ready all the same when the line does not work', async () => {
  synthetic().begin(phone);
  await pass(20_100);
  const call = await greet(1);
  await recordTurn(await recordCall(call.callSid), 1, 'line');
  call.tell(voice, quiet, voice);
  await pass(14_900);
  expect(call.did).not.toContain('hang_up');
  await pass(300);
  expect(call.did).toContain('hang_up');
  expect(await counted('no_reply')).toBe(1);
  expect(await counted('ok')).toBe(0);
  expect(await metric('crownline_synthetic_call_last_success_timestamp_seconds')).toBe(0);
  expect(await health()).toMatchObject({ status: 200, call: { status: 'up', last: 'no_reply' } });
});

it('goes on after a phone that could not dial', async () => {
  phone.broken = new Error('no synthesiser');
  synthetic().begin(phone);
  await pass(20_100);
  expect(await counted('not_placed')).toBe(1);
  await clock.advanceAsync(1.1 * EVERY_MS, 1000);
  expect(phone.calls).toHaveLength(1);
});

it('hangs up when the process is asked to end, which says nothing about the line', async () => {
  synthetic().begin(phone);
  await pass(20_100);
  const call = await phone.call(1);
  call.tell({ type: 'answered' });
  const closing = line.app.close();
  await until(
    () => pass(100),
    () => call.did.length > 0,
  );
  await closing;
  expect(call.did).toEqual(['hang_up']);
  const events = line.logLines.filter((each) => each.includes('"synthetic_call.'));
  expect(events.map((each) => (JSON.parse(each) as { event: string }).event)).toEqual(['synthetic_call.given_up']);
});

it('is let in however many instances call every minute', async () => {
  for (let n = 1; n <= INSTANCES * 60; n++) await recordCall(`CA${String(n).padStart(32, 'f')}`);
  const caller = new SignedCaller(line);
  expect(await (await caller.post('/twilio/voice', { From: TEST_PHONE_NUMBER })).text()).toContain('<Stream');
}, 300_000);

describe('a server that is to call nobody', () => {
  it('calls nobody, and says so', async () => {
    await line.close();
    line = await startLine({ agentUrl: 'ws://127.0.0.1:1', clock });
    synthetic().begin(phone);
    await clock.advanceAsync(2 * EVERY_MS, 1000);
    expect(phone.calls).toEqual([]);
    expect(await metric('crownline_synthetic_call_interval_seconds')).toBe(0);
    expect((await health()).call).toBeUndefined();
  });
});
