import '../support/in-virtual-time.js';
import type { CallItem } from '../../src/calls/call-list.types.js';
import { CarrierLine, type Listener } from '../support/carrier-line.js';
import { API_KEY } from '../support/test-line.js';
import { until } from '../support/until.js';

/** The staff looks on at calls, takes callers over and hangs up, through the booted server and both stand-ins. */

const DESK = '+15550100101';
let clinic: CarrierLine;
let callers = 0;

beforeAll(async () => {
  clinic = await CarrierLine.start();
});
afterAll(() => clinic.close());
beforeEach(() => chooses({ transferMode: 'cold' }));

type ClinicChoices = Parameters<CarrierLine['line']['database']['clinic']['updateMany']>[0]['data'];
const chooses = (choices: ClinicChoices) =>
  clinic.line.database.clinic.updateMany({
    data: { deskNumber: DESK, deskAnswers: 'always', transferUnanswered: 'voicemail', ...choices },
  });

const calling = (): Listener => clinic.callsIn(`+1512555${String(++callers).padStart(4, '0')}`);
const utter = async ({ call }: Listener, text: string) => {
  const { audio } = await clinic.speech.render('slt', text);
  await new Promise<void>((resolve) => call.speak(audio, resolve));
};
const hears = ({ party }: Listener, word: string) => party.words.next((heard) => heard.startsWith(word));
const live = async () => (await clinic.get<{ items: CallItem[] }>('live-calls')).items.map(({ callSid }) => callSid);
const recordOf = ({ call }: Listener) => clinic.get<CallItem>(`calls/${call.callSid}`);
const ended = (caller: Listener) =>
  until(
    () => recordOf(caller),
    ({ status }) => status === 'completed',
  );

/** Somebody who has been greeted, and listens. */
async function greeted(): Promise<Listener> {
  const caller = calling();
  await hears(caller, 'help');
  return caller;
}

interface Said {
  id: string;
  event: string;
  data: { seq: number; role: string; text: string; heard: string; outcome: string };
}

/** Events of a live transcript, as they come; resolves with all of them when the server ends it. */
async function listenIn(callSid: string, onEvent: (event: Said) => void = () => undefined): Promise<Said[]> {
  const headers = { authorization: `Bearer ${API_KEY}` };
  const response = await fetch(`${clinic.line.baseUrl}/api/v1/live-calls/${callSid}/transcript`, { headers });
  const events: Said[] = [];
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const blocks = (rest + Buffer.from(chunk as Uint8Array).toString()).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      if (field('data') === undefined) continue;
      const event = { id: field('id'), event: field('event'), data: JSON.parse(field('data') ?? '') } as Said;
      events.push(event);
      onEvent(event);
    }
  }
  return events;
}

it('shows a call while it goes on, and what is said in it while it is said', async () => {
  const caller = await greeted();
  const { callSid } = caller.call;
  expect(await live()).toContain(callSid);
  let heardOf = (_event: Said) => {};
  const question = new Promise<Said>((resolve) => {
    heardOf = (event) => event.data.role === 'caller' && resolve(event);
  });
  const transcript = listenIn(callSid, (event) => heardOf(event));
  await utter(caller, 'What are your opening hours?');
  expect((await question).data.text).toMatch(/opening hours/i);
  expect(await live()).toContain(callSid);
  await caller.party.silence();
  caller.call.hangUp();
  const events = await transcript;
  expect(events.at(-1)).toMatchObject({ event: 'ended', data: { outcome: 'caller_hung_up' } });
  const stored = await clinic.get<{ turns: { seq: number; text: string; heard: string }[] }>(`calls/${callSid}`);
  const seen = new Map(events.slice(0, -1).map(({ data }) => [data.seq, data.heard]));
  expect(stored.turns.map(({ seq, heard }) => [seq, heard])).toEqual([...seen].sort(([a], [b]) => a - b));
  expect(await live()).not.toContain(callSid);
});

it('takes a caller from the receptionist: they hear so, and then the desk', async () => {
  const desk = clinic.picksUp(DESK);
  const caller = await greeted();
  const { callSid } = caller.call;
  const { status, json } = await clinic.post<CallItem>(`live-calls/${callSid}/take-over`);
  expect([status, json]).toEqual([
    202,
    expect.objectContaining({ callSid, handover: expect.objectContaining({ reason: 'staff' }) as object }),
  ]);
  const atDesk = await desk;
  await utter(atDesk, 'This is the front desk speaking.');
  await hears(caller, 'speaking');
  expect(caller.party.heard()).toMatch(/put you through to the front desk/i);
  await utter(caller, 'Finally a person.');
  await hears(atDesk, 'person');
  expect((await clinic.post(`live-calls/${callSid}/take-over`)).status).toBe(409);
  atDesk.call.hangUp();
  expect(await ended(caller)).toMatchObject({
    outcome: 'transferred',
    handover: { reason: 'staff', status: 'accepted' },
  });
  await caller.call.ended;
});

it('tells the desk what it is about, in its own words or in the caller’s', async () => {
  await chooses({ transferMode: 'warm' });
  const desk = clinic.picksUp(DESK);
  const caller = await greeted();
  const summary = 'A question about a bill.';
  expect((await clinic.post(`live-calls/${caller.call.callSid}/take-over`, { summary })).status).toBe(202);
  const atDesk = await desk;
  await hears(atDesk, 'bill');
  atDesk.call.press('1');
  await utter(atDesk, 'This is the front desk speaking.');
  await hears(caller, 'speaking');
  caller.call.hangUp();
  expect(await ended(caller)).toMatchObject({ outcome: 'transferred' });
});

it('takes the message of a caller whom nobody at the desk answers', async () => {
  clinic.carrier.registerPhone({ number: DESK, behaviour: { does: 'be_busy' }, faults: {} });
  const caller = await greeted();
  expect((await clinic.post(`live-calls/${caller.call.callSid}/take-over`)).status).toBe(202);
  await caller.party.event('recording_started');
  expect(await recordOf(caller)).toMatchObject({ status: 'in_progress', handover: { status: 'unanswered' } });
  await utter(caller, 'Please call me back.');
  caller.call.press('#');
  // The carrier tells of the end and of the message in any order.
  await until(
    () => recordOf(caller),
    ({ outcome }) => outcome === 'message_taken',
  );
});

it('hangs up on a caller, and says that they did not do it', async () => {
  const caller = await greeted();
  const { callSid } = caller.call;
  expect((await clinic.post(`live-calls/${callSid}/hang-up`)).status).toBe(202);
  await caller.call.ended;
  expect(await ended(caller)).toMatchObject({ outcome: 'answered' });
  expect((await clinic.post(`live-calls/${callSid}/hang-up`)).status).toBe(409);
  expect((await clinic.post(`live-calls/${callSid}/take-over`)).status).toBe(409);
});

it('leaves the caller with the receptionist when the carrier does not listen, or there is no desk', async () => {
  const caller = await greeted();
  const { callSid } = caller.call;
  const path = new RegExp(`^/Calls/${callSid}\\.json$`);
  clinic.rest.faults.order({ method: 'POST', path, fault: { kind: 'refused', status: 500 } });
  expect((await clinic.post(`live-calls/${callSid}/take-over`)).status).toBe(503);
  await chooses({ deskNumber: null });
  expect((await clinic.post(`live-calls/${callSid}/take-over`)).status).toBe(409);
  expect(await clinic.line.database.call.findFirst({ where: { callSid } })).toMatchObject({
    nextStep: null,
    handoverReason: null,
    status: 'in_progress',
  });
  await utter(caller, 'What are your opening hours?');
  await hears(caller, 'Opening');
  caller.call.hangUp();
  expect(await ended(caller)).toMatchObject({ outcome: 'caller_hung_up' });
  const entries = await clinic.line.database.auditEntry.findMany({
    where: { action: { startsWith: 'call.ta' } },
    orderBy: { seq: 'desc' },
    take: 2,
  });
  expect(entries.map(({ action }) => action)).toEqual(['call.take_over_failed', 'call.taken_over']);
});
