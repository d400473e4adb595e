import { SystemClock } from '../../src/common/clock/clock.js';
import { answeringMachine } from '../../src/simulation/carrier/answering-machine.js';
import type { CallFaults } from '../../src/simulation/carrier/carrier.types.js';
import type { PhoneCall } from '../../src/simulation/carrier/phone-call.js';
import type { PhoneBehaviour } from '../../src/simulation/carrier/phone.types.js';
import { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../src/simulation/carrier/rest/messages/message-center.js';
import { newIncomingNumber } from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { SimulatedCarrier } from '../../src/simulation/carrier/simulated-carrier.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createSpeech } from '../../src/simulation/speech/speech.service.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from '../support/arrivals.js';
import { Party, wordsIn } from '../support/carrier-bench.js';
import { sid } from '../support/carrier-rest-bench.js';
import { freePort } from '../support/free-port.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { ACCOUNT_SID, API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** Calls that the clinic places, from the order to the phone that rings, through the booted server and both stand-ins. */

const OPENING = 'Hello, this is your dentist. You have a visit tomorrow.';
const GREETING = 'You have reached the Jones family. We are not at home. Please leave a message after the tone.';

let speech: Speech;
let deepgram: SimulatedDeepgram;
let line: TestLine;
let carrier: SimulatedCarrier;
let rest: CarrierRestServer;
let messages: MessageCenter;
let phones = 0;
let patient: string;

beforeAll(async () => {
  speech = createSpeech();
  deepgram = await SimulatedDeepgram.listen({ speech });
  const clock = new SystemClock();
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}`;
  line = await startLine({ agentUrl: deepgram.url, carrierUrl: apiUrl, clock: ShiftedClock.atNoon() });
  const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN };
  const number = newIncomingNumber(
    { sid: sid('PN'), phoneNumber: line.clinicNumber, createdAt: clock.now() },
    { voiceUrl: `${line.baseUrl}/twilio/voice`, smsUrl: `${line.baseUrl}/twilio/sms` },
  );
  carrier = new SimulatedCarrier({ ...account, number, apiUrl }, { clock, speech });
  const { webhooks, control: calls } = carrier;
  messages = new MessageCenter({ ...account, numbers: [number], webhooks, clock, newSid: sid });
  rest = await CarrierRestServer.listen({ ...account, port, calls, messages, numbers: [number], clock });
});
afterAll(async () => {
  await carrier.close();
  await line.close();
  await rest.close();
  await messages.close();
  await deepgram.close();
  await speech.close();
});
beforeEach(() => {
  patient = `+1212555${String(++phones).padStart(4, '0')}`;
});

interface Item {
  id: string;
  status: string;
  reason: string | null;
  attempts: number;
  callSid: string | null;
}

const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };

async function order(more: object = {}): Promise<string> {
  const body = JSON.stringify({ to: patient, purpose: 'reminder', opening: OPENING, ...more });
  const response = await fetch(`${line.baseUrl}/api/v1/calls`, { method: 'POST', headers, body });
  expect(response.status).toBe(202);
  return ((await response.json()) as Item).id;
}

const becomes = (id: string, status: string): Promise<Item> =>
  until(
    async () => (await (await line.api(`/api/v1/outbound-calls/${id}`)).json()) as Item,
    (item) => item.status === status,
  );

async function record({ callSid }: Item) {
  const response = await line.api(`/api/v1/calls/${callSid}`);
  return (await response.json()) as { direction: string; outcome: string; turns: { role: string; heard: string }[] };
}

const register = (behaviour: PhoneBehaviour, faults: CallFaults = {}) =>
  carrier.registerPhone({ number: patient, behaviour, faults });

/** Somebody who picks up and listens. */
function person(faults: CallFaults = {}): Promise<{ call: PhoneCall; party: Party }> {
  const rung = new Arrivals<{ call: PhoneCall; party: Party }>();
  const onRinging = (call: PhoneCall) => {
    const party = new Party();
    call.observe(party.observer);
    rung.push({ call, party });
  };
  register({ does: 'answer', afterMs: 40, onRinging }, faults);
  return rung.next();
}

const callsTo = (number: string) => carrier.control.list({ to: number });

it('a person hears the opening that was ordered, in a conversation like any other', async () => {
  const rung = person();
  const id = await order();
  const { call, party } = await rung;
  await party.words.next((word) => word.startsWith('tomorrow'));
  const live = await becomes(id, 'in_progress');
  await party.silence();
  call.hangUp();
  await call.ended;
  expect(party.heard()).toContain('You have a visit tomorrow.');
  const item = await becomes(id, 'completed');
  expect(item).toMatchObject({ reason: 'answered', attempts: 1, callSid: live.callSid });
  const { direction, outcome, turns } = await record(item);
  expect([direction, outcome]).toEqual(['outbound', 'caller_hung_up']);
  expect(turns[0]).toMatchObject({ role: 'agent', heard: OPENING });
  expect(line.logLines.join('')).not.toContain(patient.slice(2));
});

it('a machine gets the message after its beep, and the record says so', async () => {
  const greeting = await speech.render('slt', GREETING);
  const { behaviour, tape } = answeringMachine(greeting.audio, { afterMs: 40 });
  register(behaviour);
  const id = await order({ machineMessage: 'call_back' });
  const item = await becomes(id, 'completed');
  expect(item).toMatchObject({ reason: 'message_left', attempts: 1 });
  expect(wordsIn(tape.message)).toMatch(/Please call us back at [\d ]+\. Thank you\. Goodbye\.$/);
  expect(await record(item)).toMatchObject({ direction: 'outbound', outcome: 'message_left' });
});

it('a busy line is tried again later, however often and in whatever order it is reported', async () => {
  register({ does: 'be_busy' }, { statusCallbacks: { duplicated: true, reordered: true } });
  const id = await order();
  const item = await until(
    async () => (await (await line.api(`/api/v1/outbound-calls/${id}`)).json()) as Item,
    ({ reason }) => reason === 'busy',
  );
  expect(item).toMatchObject({ status: 'waiting', attempts: 1 });
  expect(await record(item)).toMatchObject({ outcome: 'busy' });
  await until(
    () => Promise.resolve(carrier.liveCalls),
    (live) => live === 0,
  );
  expect(await becomes(id, 'waiting')).toMatchObject({ attempts: 1 });
});

it('an order whose answer was lost rings one phone once, and is followed by its reports', async () => {
  rest.faults.order({ method: 'POST', path: /^\/Calls\.json$/, fault: { kind: 'cut' } });
  const rung = person();
  const id = await order();
  const { call, party } = await rung;
  await party.words.next((word) => word.startsWith('tomorrow'));
  call.hangUp();
  expect(await becomes(id, 'completed')).toMatchObject({ reason: 'answered', attempts: 1 });
  expect(callsTo(patient)).toHaveLength(1);
});
