import '../support/in-virtual-time.js';
import { answeringMachine } from '../../src/simulation/carrier/answering-machine.js';
import type { CallResource, OutboundOrder } from '../../src/simulation/carrier/call-control.types.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { CarrierBench, CLINIC, say, twiml, wordsIn } from '../support/carrier-bench.js';

/** Calls that the simulated carrier places for a server: their progress, and what answers. */

const PATIENT = '+15125550177';
const GREETING = 'You have reached the Jones family. We are not at home. Please leave a message after the tone.';

let speech: Speech;
let bench: CarrierBench;

beforeAll(() => {
  speech = openSpeech();
});
afterAll(() => speech.close());
beforeEach(async () => {
  bench = await CarrierBench.open(speech);
});
afterEach(() => bench.close());

function order(given: Partial<OutboundOrder> = {}): CallResource {
  return bench.carrier.control.placeOutbound({
    to: PATIENT,
    from: CLINIC,
    document: { url: `${bench.server.publicUrl}/outbound` },
    fallbackUrl: null,
    statusCallback: `${bench.server.publicUrl}/progress`,
    statusCallbackEvents: ['initiated', 'ringing', 'answered', 'completed'],
    timeoutSeconds: 1,
    machineDetection: null,
    asyncAmdStatusCallback: null,
    ...given,
  });
}

/** Steps that were told, up to the last one. */
async function progress(): Promise<[status: string, sequence: string][]> {
  const told: [string, string][] = [];
  for (;;) {
    const { CallStatus = '', SequenceNumber = '' } = await bench.webhook('/progress');
    told.push([CallStatus, SequenceNumber]);
    if (!['initiated', 'ringing', 'in-progress'].includes(CallStatus)) return told;
  }
}

describe('an outgoing call', () => {
  it('rings, is answered, does what its document says, and is told of step by step', async () => {
    const patient = bench.phone(PATIENT);
    bench.server.lay('/outbound', say('This is your dentist.'));
    const ordered = order();
    expect(ordered).toMatchObject({ to: PATIENT, from: CLINIC, status: 'queued', direction: 'outbound-api' });
    const { call, party } = await patient.answered;
    expect(bench.carrier.control.fetch(ordered.sid)?.status).toBe('in-progress');
    await call.ended;
    expect(party.heard()).toBe('This is your dentist.');
    expect(await bench.webhook('/outbound')).toMatchObject({
      CallSid: ordered.sid,
      CallStatus: 'in-progress',
      Direction: 'outbound-api',
      From: CLINIC,
      To: PATIENT,
    });
    expect(await progress()).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
    const last = bench.server.webhooks.all.at(-1)?.fields;
    expect(last).toMatchObject({ CallDuration: expect.stringMatching(/^[1-9]$/) as string, Duration: '1' });
    expect(bench.carrier.control.list({ to: PATIENT, status: 'completed' }).map(({ sid }) => sid)).toEqual([
      ordered.sid,
    ]);
  });

  it.each([
    ['no-answer', { does: 'ring_on' }, ['initiated', 'ringing', 'no-answer']],
    ['busy', { does: 'be_busy' }, ['initiated', 'ringing', 'busy']],
    ['failed', { does: 'refuse' }, ['initiated', 'failed']],
  ] as const)('ends as %s', async (status, behaviour, steps) => {
    bench.register(PATIENT, behaviour);
    const { sid } = order();
    expect(await progress()).toEqual(steps.map((step, sequence) => [step, String(sequence)]));
    expect(bench.carrier.control.fetch(sid)).toMatchObject({ status, startedAt: null });
    expect(bench.server.webhooks.all.some(({ path }) => path === '/outbound')).toBe(false);
  });

  it('is told of as it was asked, in the numbers of its steps', async () => {
    bench.register(PATIENT, { does: 'be_busy' });
    order({ statusCallbackEvents: ['answered', 'completed'] });
    expect(await progress()).toEqual([['busy', '2']]);
    expect(bench.server.webhooks.all[0]?.fields).toMatchObject({ SipResponseCode: '486', CallDuration: '0' });
  });

  it('can be canceled while it rings, and not any more when it was answered', async () => {
    bench.register(PATIENT, { does: 'ring_on' });
    const { sid } = order({ timeoutSeconds: 60 });
    await bench.server.webhooks.next(({ fields }) => fields['CallStatus'] === 'ringing');
    bench.carrier.control.change(sid, { status: 'canceled' });
    expect((await progress()).at(-1)).toEqual(['canceled', '2']);
    expect(bench.carrier.control.change(sid, { status: 'canceled' })).toBe('not_live');

    const patient = bench.phone(PATIENT);
    bench.server.lay(
      '/outbound',
      twiml((response) => response.pause({ length: 60 })),
    );
    const second = order();
    await patient.answered;
    expect(bench.carrier.control.change(second.sid, { status: 'canceled' })).toMatchObject({ status: 'in-progress' });
  });

  it('may be declined', async () => {
    bench.register(PATIENT, { does: 'answer', afterMs: 500, onRinging: (call) => call.hangUp() });
    order();
    expect((await progress()).at(-1)).toEqual(['busy', '2']);
  });

  it('takes its document from the order itself, too', async () => {
    const patient = bench.phone(PATIENT);
    order({ document: { twiml: say('Hello from the clinic.') } });
    const { call, party } = await patient.answered;
    await call.ended;
    expect(party.heard()).toBe('Hello from the clinic.');
  });

  it('can have callbacks that come late, twice, and in another order', async () => {
    const patient = bench.phone(PATIENT, { statusCallbacks: { reordered: true, duplicated: true, lateByMs: 50 } });
    bench.server.lay(
      '/outbound',
      twiml((response) => response.hangup()),
    );
    order();
    await (
      await patient.answered
    ).call.ended;
    const told = bench.server.webhooks.all.filter(({ path }) => path === '/progress');
    expect(told.map(({ fields }) => fields['SequenceNumber'])).toEqual(['1', '1', '0', '0', '3', '3', '2', '2']);
  });
});

describe('the machine detection', () => {
  /** A person picks up and greets. */
  const person = async () => {
    const { call, party } = await bench.phone(PATIENT).answered;
    await bench.utter(call, 'Hello?');
    return { call, party };
  };

  const machine = async () => {
    const { audio } = await bench.speech.render('rms', GREETING);
    const { behaviour, tape } = answeringMachine(audio, { afterMs: 40 });
    bench.register(PATIENT, behaviour);
    return tape;
  };

  it('delays the document until it is clear that a person answered', async () => {
    const answered = person();
    bench.server.lay('/outbound', say('Good morning.'));
    const { sid } = order({ machineDetection: 'Enable' });
    expect(await bench.webhook('/outbound')).toMatchObject({ CallSid: sid, AnsweredBy: 'human' });
    const { call } = await answered;
    await call.ended;
    expect(bench.carrier.control.fetch(sid)?.answeredBy).toBe('human');
    expect(bench.server.webhooks.all.at(-1)?.fields).toMatchObject({ CallStatus: 'completed', AnsweredBy: 'human' });
  });

  it('knows a machine by its long greeting, measured from the answer', async () => {
    await machine();
    bench.server.lay(
      '/outbound',
      twiml((response) => response.hangup()),
    );
    order({ machineDetection: 'Enable' });
    const fields = await bench.webhook('/outbound');
    expect(fields['AnsweredBy']).toBe('machine_start');
    expect(Number(fields['MachineDetectionDuration'])).toBeGreaterThan(2400);
    expect(Number(fields['MachineDetectionDuration'])).toBeLessThan(3000);
  });

  it('lets the call go on meanwhile, when it is asynchronous, and posts what it found when the beep is over', async () => {
    const tape = await machine();
    bench.server.lay(
      '/outbound',
      twiml((response) => response.pause({ length: 60 })),
    );
    const { sid } = order({
      machineDetection: 'DetectMessageEnd',
      asyncAmdStatusCallback: `${bench.server.publicUrl}/amd`,
    });
    expect(await bench.webhook('/outbound')).not.toHaveProperty('AnsweredBy');
    expect(await bench.webhook('/amd')).toEqual({
      CallSid: sid,
      AccountSid: bench.server.webhooks.all[0]?.fields['AccountSid'],
      AnsweredBy: 'machine_end_beep',
      MachineDetectionDuration: expect.stringMatching(/^\d{4,5}$/) as string,
    });
    bench.carrier.control.change(sid, { twiml: say('Please call your dentist.') });
    expect((await progress()).at(-1)?.[0]).toBe('completed');
    expect(wordsIn(tape.message)).toBe('Please call your dentist.');
  });
});
