import '../support/in-virtual-time.js';
import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { CarrierBench, failuresOf, twiml, wordsIn } from '../support/carrier-bench.js';

/** `<Gather>` and `<Record>` of the simulated carrier, with a caller who presses keys and speaks. */

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

const LONG_PROMPT = 'Please tell us in a few words why you are calling us today, or press a key at any time.';

describe('<Gather>', () => {
  const lay = (attributes: VoiceResponse.GatherAttributes, prompt = 'Go ahead.') =>
    bench.server.lay(
      '/voice',
      twiml((response) => {
        response.gather({ action: '/gathered', ...attributes }).say(prompt);
        response.say('Nothing came.');
      }),
    );

  it('takes so many digits, and its prompt is cut by the first', async () => {
    lay({ numDigits: 4 }, LONG_PROMPT);
    const { call, party, heard } = bench.place();
    await party.words.next();
    call.press('2');
    await party.silence();
    expect(heard()).not.toContain('any time.');
    call.press('468');
    expect(await bench.webhook('/gathered')).toMatchObject({ Digits: '2468', CallStatus: 'in-progress' });
  });

  it('takes digits up to the finishing key, which is not among them', async () => {
    lay({});
    const { call, party } = bench.place();
    await party.words.next();
    call.press('12#');
    const fields = await bench.webhook('/gathered');
    expect(fields['Digits']).toBe('12');
    expect(fields).not.toHaveProperty('SpeechResult');
  });

  it('hears what the caller says, and says how sure it is', async () => {
    lay({ input: ['speech', 'dtmf'], speechTimeout: 'auto' });
    const { call, party } = bench.place();
    await party.words.next((word) => word === 'ahead.');
    await bench.utter(call, 'My name is Mary Jones.');
    const fields = await bench.webhook('/gathered');
    expect(fields['SpeechResult']).toBe('My name is Mary Jones.');
    expect(Number(fields['Confidence'])).toBeGreaterThan(0.9);
    expect(fields).not.toHaveProperty('Digits');
  });

  it('lets the caller speak over its prompt', async () => {
    lay({ input: ['speech'], speechTimeout: 'auto' }, LONG_PROMPT);
    const { call, party, heard } = bench.place();
    await party.words.next();
    const spoken = bench.utter(call, 'A new appointment.');
    await party.silence();
    expect(heard()).not.toContain('any time.');
    await spoken;
    expect((await bench.webhook('/gathered'))['SpeechResult']).toBe('A new appointment.');
  });

  it('goes on with the next verb when nothing comes', async () => {
    lay({ timeout: 1 });
    const { call, heard } = bench.place();
    await call.ended;
    expect(heard()).toBe('Go ahead. Nothing came.');
    expect(bench.server.order).toEqual(['POST /voice', 'POST /status']);
  });

  it('tells its action of nothing too, when it is asked to', async () => {
    lay({ timeout: 1, actionOnEmptyResult: true });
    bench.place();
    expect((await bench.webhook('/gathered'))['Digits']).toBe('');
  });

  it('asks nobody when the caller hangs up', async () => {
    lay({});
    const { call, party } = bench.place();
    await party.words.next();
    call.hangUp();
    await call.ended;
    expect(bench.server.order).toEqual(['POST /voice', 'POST /status']);
  });
});

describe('<Record>', () => {
  const lay = (attributes: VoiceResponse.RecordAttributes) =>
    bench.server.lay(
      '/voice',
      twiml((response) => {
        response.say('After the tone.');
        response.record({ action: '/recorded', timeout: 1, recordingStatusCallback: '/recording', ...attributes });
        response.say('Nothing was said.');
      }),
    );

  /** Once the caller has heard the beep and can be recorded. */
  async function recording() {
    const placed = bench.place();
    await placed.party.event('recording_started');
    return placed;
  }

  it('keeps what the caller says after the beep, until they are silent', async () => {
    lay({});
    const { call, frames } = await recording();
    await bench.utter(call, 'Please call me back.');
    const fields = await bench.webhook('/recorded');
    expect(fields).toMatchObject({ Digits: '', CallStatus: 'in-progress' });
    expect(fields['RecordingUrl']).toMatch(/\/2010-04-01\/Accounts\/AC1+\/Recordings\/RE[0-9a-f]{32}$/);
    const sid = fields['RecordingSid'] ?? '';
    const [audio = Buffer.alloc(0), ...others] = bench.carrier.control.recordedAudio(sid) ?? [];
    expect({ words: wordsIn(audio), others }).toEqual({ words: 'Please call me back.', others: [] });
    expect(fields['RecordingDuration']).toBe(String(Math.ceil(audio.length / 8000)));
    expect(frames.length).toBeGreaterThan(0);
    const callback = await bench.webhook('/recording');
    expect(callback).toEqual({
      AccountSid: fields['AccountSid'],
      CallSid: call.callSid,
      RecordingSid: sid,
      RecordingUrl: fields['RecordingUrl'],
      RecordingStatus: 'completed',
      RecordingDuration: fields['RecordingDuration'],
      RecordingChannels: '1',
      RecordingStartTime: expect.stringMatching(/\+0000$/) as string,
      RecordingSource: 'RecordVerb',
      RecordingTrack: 'inbound',
    });
  });

  it('is ended by a key, which its action is told', async () => {
    lay({ finishOnKey: '#' });
    const { call } = await recording();
    await bench.utter(call, 'Call me.');
    call.press('1#');
    expect((await bench.webhook('/recorded'))['Digits']).toBe('#');
  });

  it('is ended by its maximum length', async () => {
    lay({ maxLength: 1, timeout: 5 });
    const { call } = await recording();
    void bench.utter(call, 'I have a long story to tell about my teeth and what happened to them.');
    expect(await bench.webhook('/recorded')).toMatchObject({ Digits: '', RecordingDuration: '1' });
  });

  it('is kept when the caller hangs up, and its action is told of that', async () => {
    lay({});
    const { call } = await recording();
    await bench.utter(call, 'Bye.');
    call.hangUp();
    await call.ended;
    expect(await bench.webhook('/recorded')).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' });
    expect(bench.server.order.at(-1)).toBe('POST /status');
    expect(failuresOf(call)).toEqual([]);
  });

  it('of silence alone is none: the document goes on', async () => {
    lay({ recordingStatusCallbackEvent: ['in-progress', 'absent'] });
    const { call, heard } = bench.place();
    await call.ended;
    expect(heard()).toBe('After the tone. Nothing was said.');
    const paths = bench.server.webhooks.all.map(({ path, fields }) => [path, fields['RecordingStatus']]);
    expect(paths).toEqual([
      ['/voice', undefined],
      ['/recording', 'in-progress'],
      ['/recording', 'absent'],
      ['/status', undefined],
    ]);
  });
});
