import '../support/in-virtual-time.js';
import { answeringMachine } from '../../src/simulation/carrier/answering-machine.js';
import type { CallFaults } from '../../src/simulation/carrier/carrier.types.js';
import type { PhoneBehaviour } from '../../src/simulation/carrier/phone.types.js';
import { wordsIn } from '../support/carrier-bench.js';
import { CarrierLine } from '../support/carrier-line.js';
import { clockAtNoon } from '../support/shifted-clock.js';
import { until } from '../support/until.js';

/** Calls that the clinic places, from the order to the phone that rings, through the booted server and both stand-ins. */

const OPENING = 'Hello, this is your dentist. You have a visit tomorrow.';
/** Whatever an order says, whoever is called learns that an AI speaks. */
const DISCLOSURE = "I'm the clinic's AI assistant.";
const GREETING = 'You have reached the Jones family. Please leave a message after the tone.';

let clinic: CarrierLine;
let phones = 0;
let patient: string;

beforeAll(async () => {
  clinic = await CarrierLine.start(clockAtNoon());
});
afterAll(() => clinic.close());
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

async function order(more: object = {}): Promise<string> {
  const { status, json } = await clinic.post<Item>('calls', {
    to: patient,
    purpose: 'reminder',
    opening: OPENING,
    ...more,
  });
  expect(status).toBe(202);
  return json.id;
}

const follow = (id: string) => clinic.get<Item>(`outbound-calls/${id}`);
const becomes = (id: string, status: string): Promise<Item> =>
  until(
    () => follow(id),
    (item) => item.status === status,
  );

const record = ({ callSid }: Item) =>
  clinic.get<{ direction: string; outcome: string; turns: { role: string; heard: string }[] }>(`calls/${callSid}`);

const register = (behaviour: PhoneBehaviour, faults: CallFaults = {}) =>
  clinic.carrier.registerPhone({ number: patient, behaviour, faults });

const person = () => clinic.picksUp(patient);

const callsTo = (number: string) => clinic.carrier.control.list({ to: number });

it('a person hears the opening that was ordered, in a conversation like any other', async () => {
  const rung = person();
  const id = await order();
  const { call, party } = await rung;
  await party.words.next((word) => word.startsWith('assistant'));
  const live = await becomes(id, 'in_progress');
  await party.silence();
  call.hangUp();
  await call.ended;
  expect(party.heard()).toContain('You have a visit tomorrow.');
  const item = await becomes(id, 'completed');
  expect(item).toMatchObject({ reason: 'answered', attempts: 1, callSid: live.callSid });
  const { direction, outcome, turns } = await record(item);
  expect([direction, outcome]).toEqual(['outbound', 'caller_hung_up']);
  expect(turns[0]).toMatchObject({ role: 'agent', heard: `${OPENING} ${DISCLOSURE}` });
  expect(await clinic.line.database.consent.findMany({ where: { purpose: 'ai_disclosure' } })).toMatchObject([
    { number: patient, wordingId: 'ai_disclosure', wordingVersion: 1, channel: 'call' },
  ]);
  expect(clinic.line.logLines.join('')).not.toContain(patient.slice(2));
});

it('a machine gets the message after its beep, and the record says so', async () => {
  const greeting = await clinic.speech.render('slt', GREETING);
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
    () => follow(id),
    ({ reason }) => reason === 'busy',
  );
  expect(item).toMatchObject({ status: 'waiting', attempts: 1 });
  expect(await record(item)).toMatchObject({ outcome: 'busy' });
  await until(
    () => Promise.resolve(clinic.carrier.liveCalls),
    (live) => live === 0,
  );
  expect(await becomes(id, 'waiting')).toMatchObject({ attempts: 1 });
});

it('an order whose answer was lost rings one phone once, and is followed by its reports', async () => {
  clinic.rest.faults.order({ method: 'POST', path: /^\/Calls\.json$/, fault: { kind: 'cut' } });
  const rung = person();
  const id = await order();
  const { call, party } = await rung;
  await party.words.next((word) => word.startsWith('assistant'));
  call.hangUp();
  expect(await becomes(id, 'completed')).toMatchObject({ reason: 'answered', attempts: 1 });
  expect(callsTo(patient)).toHaveLength(1);
});
