import '../support/in-virtual-time.js';
import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { CALLER, CarrierBench, CLINIC, failuresOf, twiml } from '../support/carrier-bench.js';

/** `<Dial>` of the simulated carrier: a caller, and phones that ring. */

const DESK = '+15125550111';
const MOBILE = '+15125550112';

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

function lay(
  attributes: VoiceResponse.DialAttributes,
  ...numbers: [number: string, attributes: VoiceResponse.NumberAttributes][]
): void {
  bench.server.lay(
    '/voice',
    twiml((response) => {
      const dial = response.dial({ action: '/dialled', ...attributes });
      for (const [number, given] of numbers) dial.number(given, number);
    }),
  );
  bench.server.lay(
    '/dialled',
    twiml((response) => response.say('Goodbye.')),
  );
}

describe('<Dial>', () => {
  it('lets both parties hear each other, and tells its action how it went', async () => {
    lay({ callerId: CLINIC }, [DESK, {}]);
    const desk = bench.phone(DESK);
    const { call, party } = bench.place();
    const { call: leg, party: atDesk } = await desk.answered;
    expect(leg.identity).toMatchObject({ from: CLINIC, to: DESK, parentCallSid: call.callSid });
    await party.event('dial_bridged');
    await Promise.all([bench.utter(call, 'Is this the desk?', 'slt'), bench.utter(leg, 'Front desk, hello.', 'awb')]);
    await party.words.next((word) => word === 'hello.');
    await atDesk.words.next((word) => word === 'desk?');
    expect(atDesk.heard()).toBe('Is this the desk?');
    expect(party.heard()).toBe('Front desk, hello.');
    leg.hangUp();
    expect(await bench.webhook('/dialled')).toMatchObject({
      CallSid: call.callSid,
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallSid: leg.callSid,
      DialCallDuration: expect.stringMatching(/^[1-9]$/) as string,
      DialBridged: 'true',
    });
    await call.ended;
    expect(party.heard()).toBe('Front desk, hello. Goodbye.');
  });

  it.each([
    ['no-answer', { does: 'ring_on' }],
    ['busy', { does: 'be_busy' }],
    ['failed', { does: 'refuse' }],
  ] as const)('says %s for a phone that does so', async (status, behaviour) => {
    bench.register(DESK, behaviour);
    lay({ timeout: 1 }, [DESK, {}]);
    const { call } = bench.place();
    await call.ended;
    const fields = await bench.webhook('/dialled');
    expect(fields).toMatchObject({ DialCallStatus: status, DialBridged: 'false' });
    expect(fields).not.toHaveProperty('DialCallDuration');
  });

  it('says failed for a number without a phone', async () => {
    bench.server.lay(
      '/voice',
      twiml((response) => response.dial({ action: '/dialled' }, DESK)),
    );
    await bench.place().call.ended;
    expect((await bench.webhook('/dialled'))['DialCallStatus']).toBe('failed');
  });

  it('rings all numbers at once; the first to answer is connected and the others stop', async () => {
    lay({}, [MOBILE, { statusCallback: '/leg' }], [DESK, {}]);
    bench.register(MOBILE, { does: 'ring_on' });
    const desk = bench.phone(DESK);
    const { call, party } = bench.place();
    const { call: leg } = await desk.answered;
    await party.event('dial_bridged');
    expect(await bench.webhook('/leg')).toMatchObject({
      To: MOBILE,
      CallStatus: 'canceled',
      ParentCallSid: call.callSid,
    });
    call.hangUp();
    expect(await leg.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(await bench.webhook('/dialled')).toMatchObject({ CallStatus: 'completed', DialBridged: 'true' });
  });

  it('whispers to the one who answers, alone, before they are connected', async () => {
    lay({}, [DESK, { url: '/whisper' }]);
    bench.server.lay(
      '/whisper',
      twiml((response) => {
        response.gather({ numDigits: 1, action: '/accepted' }).say('A patient in pain. Press one.');
        response.hangup();
      }),
    );
    bench.server.lay(
      '/accepted',
      twiml(() => undefined),
    );
    const desk = bench.phone(DESK);
    const { call, party } = bench.place();
    const { call: leg, party: atDesk } = await desk.answered;
    await atDesk.words.next((word) => word === 'one.');
    expect(party.heard()).toBe('');
    leg.press('1');
    await party.event('dial_bridged');
    expect(await bench.webhook('/whisper')).toMatchObject({
      CallSid: leg.callSid,
      ParentCallSid: call.callSid,
      Direction: 'outbound-dial',
      CallStatus: 'in-progress',
      From: CALLER,
      To: DESK,
    });
    expect((await bench.webhook('/accepted'))['Digits']).toBe('1');
    leg.hangUp();
    expect((await bench.webhook('/dialled'))['DialBridged']).toBe('true');
  });

  it.each([
    ['hangs up during the whisper', (hangUp: () => void) => hangUp()],
    ['does not accept', () => undefined],
  ])('is completed and yet not bridged when the one who answers %s', async (_what, act) => {
    lay({}, [DESK, { url: '/whisper' }]);
    bench.server.lay(
      '/whisper',
      twiml((response) => {
        response.gather({ numDigits: 1, action: '/accepted', timeout: 1 }).say('Press one.');
        response.hangup();
      }),
    );
    const desk = bench.phone(DESK);
    bench.place();
    const { call: leg, party: atDesk } = await desk.answered;
    await atDesk.words.next();
    act(() => leg.hangUp());
    expect(await bench.webhook('/dialled')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
  });

  it('leaves the caller ringing until the bridge, when it is asked to', async () => {
    lay({ answerOnBridge: true }, [DESK, { url: '/whisper' }]);
    bench.server.lay(
      '/whisper',
      twiml((response) => response.pause({ length: 1 })),
    );
    const desk = bench.phone(DESK);
    const { call, party } = bench.place();
    await desk.answered;
    expect(call.status).toBe('ringing');
    await party.event('dial_bridged');
    expect(call.status).toBe('in-progress');
  });

  it('is left by the caller with a star, and the call goes on', async () => {
    lay({ hangupOnStar: true }, [DESK, {}]);
    const desk = bench.phone(DESK);
    const { call, party } = bench.place();
    const { call: leg } = await desk.answered;
    await party.event('dial_bridged');
    call.press('1*');
    expect(await leg.ended).toMatchObject({ by: 'server' });
    await call.ended;
    expect(party.heard()).toBe('Goodbye.');
  });

  it('is over when its time is up', async () => {
    lay({ timeLimit: 1 }, [DESK, {}]);
    const desk = bench.phone(DESK);
    bench.place();
    const { call: leg } = await desk.answered;
    expect(await leg.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect((await bench.webhook('/dialled'))['DialBridged']).toBe('true');
  });

  it('stops the other phone when the caller hangs up while it rings', async () => {
    lay({}, [DESK, { statusCallback: '/leg' }]);
    bench.register(DESK, { does: 'ring_on' });
    const { call, party } = bench.place();
    await party.event('dial_ringing');
    call.hangUp();
    await call.ended;
    expect((await bench.webhook('/leg'))['CallStatus']).toBe('canceled');
    expect(await bench.webhook('/dialled')).toMatchObject({ CallStatus: 'completed', DialCallStatus: 'canceled' });
  });

  it('tells of a leg what was asked for, numbered by its steps', async () => {
    lay({}, [DESK, { statusCallback: '/leg', statusCallbackEvent: ['ringing', 'completed'] }]);
    const desk = bench.phone(DESK);
    bench.place();
    const { call: leg } = await desk.answered;
    leg.hangUp();
    await leg.ended;
    const told = [await bench.webhook('/leg'), await bench.webhook('/leg')];
    expect(told.map(({ CallStatus, SequenceNumber }) => [CallStatus, SequenceNumber])).toEqual([
      ['ringing', '1'],
      ['completed', '3'],
    ]);
  });

  it('leaves no leg behind when its document leads nowhere', async () => {
    lay({}, [MOBILE, {}], [DESK, { url: 'http://' }]);
    const { call } = bench.place();
    await call.ended;
    expect(failuresOf(call)).toEqual([11100]);
    expect(bench.carrier.liveCalls).toBe(0);
  });
});
