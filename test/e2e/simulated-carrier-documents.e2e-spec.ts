import '../support/in-virtual-time.js';
import twilio from 'twilio';
import { decodeUlaw } from '../../src/audio/g711.codec.js';
import { isVoiced } from '../../src/audio/voice-activity.policy.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { CarrierBench, failuresOf, noise, say } from '../support/carrier-bench.js';

const { VoiceResponse } = twilio.twiml;

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

describe('a document', () => {
  it('is spoken to the caller, verb by verb, until it ends', async () => {
    bench.server.lay('/voice', bench.connect({ after: 'Nobody is here.' }));
    bench.server.refuseUpgradesWith = 403;
    const { call, heard } = bench.place();
    expect(await call.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(failuresOf(call)).toEqual([31920]);
    expect(heard()).toBe('Nobody is here.');
  });

  it('may lead to another one, by a relative address', async () => {
    const response = new VoiceResponse();
    response.redirect('elsewhere?x=1');
    bench.server.lay('/voice', response.toString());
    bench.server.lay('/elsewhere?x=1', say('Here.'));
    const { call, heard } = bench.place();
    await call.ended;
    expect(heard()).toBe('Here.');
    expect(bench.server.webhooks.all.every(({ signed }) => signed)).toBe(true);
  });

  it('that leads in a circle is left', async () => {
    const response = new VoiceResponse();
    response.redirect('/voice');
    bench.server.lay('/voice', response.toString());
    const { call, failure } = bench.place();
    expect(await failure.next()).toBe(11215);
    call.hangUp();
    await call.ended;
  });

  it('may refuse the call before it is answered', async () => {
    const response = new VoiceResponse();
    response.reject({ reason: 'busy' });
    bench.server.lay('/voice', response.toString());
    const { call, frames } = bench.place();
    expect(await call.ended).toEqual({ status: 'busy', by: 'server', durationMs: 0 });
    expect(frames).toEqual([]);
  });

  it('goes on after a verb that the carrier does not know', async () => {
    const response = new VoiceResponse();
    response.pay();
    response.say('Still here.');
    bench.server.lay('/voice', response.toString());
    const { call, heard } = bench.place();
    await call.ended;
    expect(failuresOf(call)).toEqual([12200]);
    expect(heard()).toBe('Still here.');
  });
});

describe('what <Play> names', () => {
  const play = (path: string) => {
    const response = new VoiceResponse();
    response.play(path);
    return response.toString();
  };

  it.each(['audio/basic', 'audio/wav'])('is fetched and heard, as %s', async (contentType) => {
    const { audio } = await bench.speech.render('slt', 'Played from a file.');
    const body = contentType === 'audio/wav' ? writeMonoWav(audio) : audio;
    bench.server.lay('/voice', play('/file'));
    bench.server.lay('/file', { status: 200, contentType, body });
    const { call, heard } = bench.place();
    await call.ended;
    expect(heard()).toBe('Played from a file.');
    expect(bench.server.webhooks.all.map(({ signed }) => signed)).toEqual([true, true, true]);
  });

  it.each([
    ['is not there', { status: 404 }, 11200],
    ['is no audio', { status: 200, contentType: 'text/plain', body: 'no' }, 12300],
  ])('is reported and passed over when it %s', async (_what, reply, code) => {
    const response = new VoiceResponse();
    response.play('/file');
    response.say('Anyway.');
    bench.server.lay('/voice', response.toString());
    bench.server.lay('/file', reply);
    const { call, heard } = bench.place();
    await call.ended;
    expect(failuresOf(call)).toEqual([code]);
    expect(heard()).toBe('Anyway.');
  });

  it('may be digits: their tones are heard', async () => {
    const response = new VoiceResponse();
    response.play({ digits: 'w1' });
    bench.server.lay('/voice', response.toString());
    const { call, party } = bench.place();
    await call.ended;
    const heard = party.heardAudio;
    expect(isVoiced(heard.subarray(0, 400 * 8))).toBe(false);
    expect(isVoiced(heard.subarray(550 * 8, 600 * 8))).toBe(true);
  });
});

describe('the end of a call', () => {
  it('is, when the caller hangs up: stop, close, and the status callback', async () => {
    const { call, stream } = await bench.connected();
    await stream.media(5);
    call.hangUp();
    const { status, by, durationMs } = await call.ended;
    expect({ status, by }).toEqual({ status: 'completed', by: 'caller' });
    expect(bench.server.order).toEqual(['POST /voice', 'upgrade', 'connected', 'start', 'stop', 'POST /status']);
    const { fields, signed, openStreams } = await bench.server.webhooks.next(({ path }) => path === '/status');
    expect({ signed, openStreams }).toEqual({ signed: true, openStreams: 0 });
    expect(await stream.closed).toBe(1000);
    expect(fields).toMatchObject({
      CallSid: call.callSid,
      CallStatus: 'completed',
      CallDuration: String(Math.ceil(durationMs / 1000)),
      Duration: '1',
      CallbackSource: 'call-progress-events',
    });
    expect(fields['Timestamp']).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/);
  });

  it('does not come when the server closes the stream: the action is asked, and may connect again', async () => {
    bench.server.lay('/voice', bench.connect({ action: '/next' }));
    bench.server.lay('/next', bench.connect({ token: 'fresh' }), new VoiceResponse().toString());
    const { call } = bench.place();
    const first = await bench.server.streams.next();
    const firstSid = await first.start();
    await first.media(3);
    first.socket.close(1000);

    const second = await bench.server.streams.next();
    const secondSid = await second.start();
    const [media] = await second.media(1);
    expect(secondSid).not.toBe(firstSid);
    expect(media).toMatchObject({ sequenceNumber: '2', media: { chunk: '1' } });
    expect(second.received.all[1]?.start).toMatchObject({
      callSid: call.callSid,
      customParameters: { token: 'fresh' },
    });
    const { fields, signed } = await bench.server.webhooks.next(({ path }) => path === '/next');
    expect(signed).toBe(true);
    expect(fields).toMatchObject({ CallSid: call.callSid, CallStatus: 'in-progress' });

    second.socket.close(1000);
    expect(await call.ended).toMatchObject({ by: 'server' });
  });

  it('comes when the server closes the stream and nothing follows; what was not played is lost', async () => {
    const { call, frames, stream, streamSid } = await bench.connected();
    stream.play(streamSid, noise(60_000));
    stream.socket.close(1000);
    expect(await call.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(frames.length).toBeLessThan(1000);
    expect(bench.server.order).not.toContain('stop');
    expect((await bench.server.webhooks.next(({ path }) => path === '/status')).openStreams).toBe(0);
  });

  it('comes at once when the caller hangs up during an announcement', async () => {
    bench.server.lay('/voice', say('This is a long announcement that nobody will listen to until its very end.'));
    const { call } = bench.place();
    await bench.server.webhooks.next();
    call.hangUp();
    expect(await call.ended).toMatchObject({ by: 'caller' });
  });

  it('comes for all calls when the carrier closes', async () => {
    bench.server.lay('/voice', bench.connect());
    const calls = [bench.place().call, bench.place().call, bench.place().call];
    for (const _call of calls) await (await bench.server.streams.next()).start();
    await bench.carrier.close();
    expect(bench.carrier.liveCalls).toBe(0);
    expect(calls.map((call) => call.events.at(-1)?.type)).toEqual(['ended', 'ended', 'ended']);
  });
});

/** 16-bit PCM, 8 kHz. */
function writeMonoWav(ulaw: Buffer): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + ulaw.length * 2, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(ulaw.length * 2, 40);
  const samples = Buffer.alloc(ulaw.length * 2);
  decodeUlaw(ulaw).forEach((sample, at) => samples.writeInt16LE(sample, at * 2));
  return Buffer.concat([header, samples]);
}
