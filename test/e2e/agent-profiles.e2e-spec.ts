import { SystemClock } from '../../src/common/clock/clock.js';
import type { PhoneCall } from '../../src/simulation/carrier/phone-call.js';
import { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../src/simulation/carrier/rest/messages/message-center.js';
import { newIncomingNumber } from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { SimulatedCarrier } from '../../src/simulation/carrier/simulated-carrier.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createSpeech } from '../../src/simulation/speech/speech.service.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from '../support/arrivals.js';
import { Party } from '../support/carrier-bench.js';
import { sid } from '../support/carrier-rest-bench.js';
import { freePort } from '../support/free-port.js';
import { ACCOUNT_SID, API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** From a draft to what callers hear, and back, through the booted server and both stand-ins. */

const MINE = '+12125550199';

let speech: Speech;
let deepgram: SimulatedDeepgram;
let line: TestLine;
let carrier: SimulatedCarrier;
let rest: CarrierRestServer;
let messages: MessageCenter;

beforeAll(async () => {
  speech = createSpeech();
  deepgram = await SimulatedDeepgram.listen({ speech });
  const clock = new SystemClock();
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}`;
  line = await startLine({ agentUrl: deepgram.url, carrierUrl: apiUrl });
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

const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };

async function post(path: string, body: object = {}): Promise<{ status: number; json: Record<string, unknown> }> {
  const url = `${line.baseUrl}/api/v1/agent-profiles${path}`;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

interface Listener {
  call: PhoneCall;
  party: Party;
}

/** Somebody calls the clinic. */
function callsIn(): Listener {
  const party = new Party();
  return { call: carrier.placeCall({ from: '+12125550111', observer: party.observer }), party };
}

/** The phone of whoever orders a test call, answered when it rings. */
function picksUp(): Promise<Listener> {
  const rung = new Arrivals<Listener>();
  const onRinging = (call: PhoneCall) => {
    const party = new Party();
    call.observe(party.observer);
    rung.push({ call, party });
  };
  carrier.registerPhone({ number: MINE, behaviour: { does: 'answer', afterMs: 40, onRinging }, faults: {} });
  return rung.next();
}

/** Listens until the word is said, hangs up, and answers the version that the record names. */
async function versionHeard({ call, party }: Listener, lastWord: string): Promise<unknown> {
  await party.words.next((word) => word.startsWith(lastWord));
  call.hangUp();
  await call.ended;
  const record = await until(
    async () => (await (await line.api(`/api/v1/calls/${call.callSid}`)).json()) as Record<string, unknown>,
    ({ status }) => status === 'completed',
  );
  return record['agentProfileVersion'];
}

it('a draft is heard by whoever tries it, then by every caller, and the way back is a draft of the old one', async () => {
  const greetings = { en: 'Good day from the new version.' };
  expect(await post('', { settings: { greetings }, note: 'Friendlier.' })).toMatchObject({
    status: 201,
    json: { version: 2, status: 'draft' },
  });

  const rung = picksUp();
  const order = await post('/2/test-calls', { to: MINE });
  expect(order).toMatchObject({ status: 202, json: { purpose: 'profile_test', agentProfileVersion: 2 } });
  const tester = await rung;
  const caller = callsIn();
  expect(await versionHeard(tester, 'version')).toBe(2);
  expect(tester.party.heard()).toContain('Good day from the new');
  expect(await versionHeard(caller, 'Ava')).toBe(1);

  expect((await post('/2/publish')).status).toBe(200);
  const next = callsIn();
  expect(await versionHeard(next, 'version')).toBe(2);
  expect(next.party.heard()).not.toContain('Ava');

  expect((await post('', { from: 1, note: 'Back.' })).json).toMatchObject({ version: 3 });
  expect((await post('/3/publish')).json).toMatchObject({ status: 'published' });
  expect(await versionHeard(callsIn(), 'Ava')).toBe(3);
  expect(line.logLines.join('')).not.toContain(MINE.slice(2));
});

it('a call that goes on keeps the version that it began with', async () => {
  const before = callsIn();
  await before.party.words.next((word) => word.startsWith('Ava'));
  const draft = await post('', { settings: { greetings: { en: 'This is newer.' } } });
  const version = draft.json['version'] as number;
  await post(`/${version}/publish`);
  const began = await versionHeard(callsIn(), 'newer');
  expect(began).toBe(version);
  before.call.hangUp();
  await before.call.ended;
  const response = await line.api(`/api/v1/calls/${before.call.callSid}`);
  expect(await response.json()).toMatchObject({ agentProfileVersion: version - 1 });
});
