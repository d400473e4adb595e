import '../support/in-virtual-time.js';
import type { RecordingOrder, RecordingResource } from '../../src/simulation/carrier/call-control.types.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { CarrierBench, failuresOf, noise, say, twiml, wordsIn, type PlacedCall } from '../support/carrier-bench.js';

/** What can be done to a call of the simulated carrier while it goes on. */

const DESK = '+15125550111';

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

describe('a call in progress', () => {
  it('leaves its stream for another document: stop, close, and no action', async () => {
    bench.server.lay('/voice', bench.connect({ action: '/next' }));
    bench.server.lay('/elsewhere', say('One moment please.'));
    const { call, heard } = bench.place();
    const stream = await bench.server.streams.next();
    const streamSid = await stream.start();
    stream.play(streamSid, noise(30_000));
    await stream.media(3);
    bench.carrier.control.change(call.callSid, { url: `${bench.server.publicUrl}/elsewhere` });
    expect(await stream.closed).toBe(1000);
    await call.ended;
    expect(heard()).toContain('One moment please.');
    expect(bench.server.order).toEqual([
      'POST /voice',
      'upgrade',
      'connected',
      'start',
      'stop',
      'POST /elsewhere',
      'POST /status',
    ]);
    expect(call.events).toContainEqual(expect.objectContaining({ type: 'stream_closed', by: 'carrier' }));
  });

  it('leaves the phone that it was connected to', async () => {
    bench.server.lay(
      '/voice',
      twiml((response) => response.dial({ action: '/dialled' }, DESK)),
    );
    const desk = bench.phone(DESK);
    const { call, party } = bench.place();
    const { call: leg } = await desk.answered;
    await party.event('dial_bridged');
    bench.carrier.control.change(call.callSid, { twiml: say('You are back.') });
    expect(await leg.ended).toMatchObject({ by: 'server' });
    await call.ended;
    expect(party.heard()).toBe('You are back.');
    expect(bench.server.order).not.toContain('POST /dialled');
  });

  it.each([
    ['gathers', twiml((response) => response.gather({ timeout: 60 }).say('A question for you.')), 'A'],
    ['speaks', say('This is a very long announcement that nobody will hear to its very end.'), 'This'],
  ])('leaves what it is doing when it %s', async (_what, document, firstWord) => {
    bench.server.lay('/voice', document);
    const { call, party } = bench.place();
    await party.words.next((word) => word === firstWord);
    bench.carrier.control.change(call.callSid, { twiml: say('Enough.') });
    await call.ended;
    expect(party.heard()).toMatch(/Enough\.$/);
    expect(party.heard()).not.toContain('end.');
  });

  it('is ended, as by a hang-up of the server', async () => {
    const { call, stream } = await bench.connected();
    expect(bench.carrier.control.change(call.callSid, { status: 'completed' })).toMatchObject({ sid: call.callSid });
    expect(await stream.closed).toBe(1000);
    expect(await call.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(bench.carrier.control.change(call.callSid, { status: 'completed' })).toBe('not_live');
    expect(bench.carrier.control.change('CA0', { status: 'completed' })).toBeNull();
  });

  it('is told when a document without an address has none for its action', async () => {
    const { call } = await bench.connected();
    bench.carrier.control.change(call.callSid, { twiml: twiml((response) => response.redirect('/relative')) });
    await call.ended;
    expect(failuresOf(call)).toEqual([11100]);
  });
});

describe('the recording of a call', () => {
  const start = ({ call }: PlacedCall, given: Partial<RecordingOrder> = {}) =>
    bench.carrier.control.record(call.callSid, {
      channels: 2,
      statusCallback: `${bench.server.publicUrl}/recording`,
      statusCallbackEvents: ['in-progress', 'completed', 'absent'],
      ...given,
    }) as RecordingResource;

  const audioOf = (recording: RecordingResource) => bench.carrier.control.recordedAudio(recording.sid) ?? [];

  it('has the caller in one channel and what they heard in the other', async () => {
    const placed = await bench.connected();
    const recording = start(placed);
    expect(recording).toMatchObject({ status: 'in-progress', channels: 2, source: 'StartCallRecordingAPI' });
    expect(audioOf(recording)).toEqual([]);
    const { audio } = await bench.speech.render('kal', 'Good morning.');
    placed.stream.play(placed.streamSid, audio);
    await bench.utter(placed.call, 'Good evening.');
    await placed.party.words.next((word) => word === 'morning.');
    placed.call.hangUp();
    await placed.call.ended;
    expect(audioOf(recording).map(wordsIn)).toEqual(['Good evening.', 'Good morning.']);
    expect(bench.carrier.control.fetchRecording(recording.sid)).toMatchObject({
      status: 'completed',
      durationSeconds: Math.ceil((audioOf(recording)[0]?.length ?? 0) / 8000),
    });
    const told = [await bench.webhook('/recording'), await bench.webhook('/recording')];
    expect(told.map(({ RecordingStatus }) => RecordingStatus)).toEqual(['in-progress', 'completed']);
    expect(told[1]).toMatchObject({ RecordingSid: recording.sid, RecordingChannels: '2', RecordingTrack: 'both' });
    expect(told[0]).not.toHaveProperty('From');
  });

  it.each(['skip', 'silence'] as const)(
    'has nothing of what is said while it is paused, by %s',
    async (pauseBehavior) => {
      const placed = await bench.connected();
      const { call } = placed;
      const recording = start(placed, { channels: 1 });
      const { control } = bench.carrier;
      await bench.utter(call, 'Before.');
      control.changeRecording(call.callSid, 'Twilio.CURRENT', { status: 'paused', pauseBehavior });
      await bench.utter(call, 'My secret number.');
      const resumed = control.changeRecording(call.callSid, recording.sid, { status: 'in-progress', pauseBehavior });
      expect(resumed?.status).toBe('in-progress');
      await bench.utter(call, 'After.');
      const stopped = control.changeRecording(call.callSid, 'Twilio.CURRENT', { status: 'stopped', pauseBehavior });
      expect(stopped?.status).toBe('stopped');
      const [audio = Buffer.alloc(0)] = audioOf(recording);
      expect(wordsIn(audio)).toBe('Before. After.');
      const heardMs = placed.frames.length * 20;
      const secretMs = (await bench.speech.render('slt', 'My secret number.')).audio.length / 8;
      if (pauseBehavior === 'skip') expect(audio.length / 8).toBeLessThan(heardMs - secretMs + 100);
      else expect(audio.length / 8).toBeGreaterThan(secretMs + 500);
      expect(control.recordingsOf(call.callSid)?.map(({ sid }) => sid)).toEqual([recording.sid]);
    },
  );

  it('is absent when there was nothing to record', async () => {
    const placed = await bench.connected();
    const recording = start(placed);
    bench.carrier.control.changeRecording(placed.call.callSid, 'Twilio.CURRENT', {
      status: 'stopped',
      pauseBehavior: 'skip',
    });
    await bench.server.webhooks.next(({ fields }) => fields['RecordingStatus'] === 'absent');
    expect(bench.carrier.control.recordedAudio(recording.sid)).toBeNull();
  });

  it('needs a call in progress', async () => {
    const placed = await bench.connected();
    placed.call.hangUp();
    await placed.call.ended;
    expect(start(placed)).toBe('not_live');
    expect(bench.carrier.control.recordingsOf('CA0')).toBeNull();
  });

  it('can be that of a Dial, from the answer', async () => {
    bench.server.lay(
      '/voice',
      twiml((response) => response.dial({ action: '/dialled', record: 'record-from-answer-dual' }, DESK)),
    );
    const desk = bench.phone(DESK);
    const { party } = bench.place();
    const { call: leg } = await desk.answered;
    await party.event('dial_bridged');
    await bench.utter(leg, 'Front desk.');
    await party.words.next((word) => word === 'desk.');
    leg.hangUp();
    const { RecordingUrl = '' } = await bench.webhook('/dialled');
    const channels = bench.carrier.control.recordedAudio(RecordingUrl.split('/').at(-1) ?? '') ?? [];
    expect(channels.map(wordsIn)).toEqual(['', 'Front desk.']);
  });
});
