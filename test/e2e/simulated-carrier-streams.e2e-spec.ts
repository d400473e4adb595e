import '../support/in-virtual-time.js';
import twilio from 'twilio';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { ACCOUNT_SID, CALLER, CarrierBench, failuresOf, noise, say } from '../support/carrier-bench.js';
import { freePort } from '../support/free-port.js';

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

describe('a media stream', () => {
  it('opens with a signed upgrade, then connected, start and media', async () => {
    const { call, stream, streamSid } = await bench.connected();
    await stream.media(1);
    expect(stream.signed).toBe(true);
    expect(stream.received.all.map(({ event }) => event).slice(0, 3)).toEqual(['connected', 'start', 'media']);
    expect(stream.received.all[1]).toEqual({
      event: 'start',
      sequenceNumber: '1',
      start: {
        accountSid: ACCOUNT_SID,
        streamSid,
        callSid: call.callSid,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: { token: 'secret' },
      },
      streamSid,
    });
  });

  it('carries every byte the caller says, in numbered packets of 20 ms', async () => {
    const { call, stream } = await bench.connected();
    const said = noise(200);
    call.speak(said, () => undefined);
    const frames = await stream.media(25);
    const audio = Buffer.concat(frames.map(({ media }) => Buffer.from(media?.payload ?? '', 'base64')));
    expect(audio.length).toBe(25 * 160);
    expect(audio.includes(said)).toBe(true);
    const firstMs = Number(frames[0]?.media?.timestamp);
    expect(firstMs).toBeGreaterThanOrEqual(60);
    expect(firstMs).toBeLessThanOrEqual(200);
    frames.forEach(({ sequenceNumber, media }, index) => {
      expect(media).toMatchObject({ track: 'inbound', chunk: String(index + 1) });
      expect(media?.timestamp).toBe(String(firstMs + 20 * index));
      expect(sequenceNumber).toBe(String(index + 2));
    });
  });

  it('plays what it is sent and says when it has', async () => {
    const { frames, stream, streamSid } = await bench.connected();
    const audio = noise(300);
    stream.play(streamSid, audio);
    stream.send({ event: 'mark', streamSid, mark: { name: 'end' } });
    expect(await stream.mark()).toBe('end');
    await stream.media(1);
    expect(Buffer.concat(frames.map(({ heard }) => heard)).includes(audio)).toBe(true);
  });

  it('sends a mark back at once when nothing is playing', async () => {
    const { stream, streamSid } = await bench.connected();
    stream.send({ event: 'mark', streamSid, mark: { name: 'now' } });
    expect(await stream.mark()).toBe('now');
  });

  it('drops what is queued on clear, sends all its marks back, and plays on', async () => {
    const { frames, stream, streamSid } = await bench.connected();
    const dropped = noise(60_000);
    const kept = noise(100);
    stream.play(streamSid, dropped);
    stream.send({ event: 'mark', streamSid, mark: { name: 'first' } });
    stream.play(streamSid, noise(1000));
    stream.send({ event: 'mark', streamSid, mark: { name: 'second' } });
    stream.send({ event: 'clear', streamSid });
    stream.play(streamSid, kept);
    stream.send({ event: 'mark', streamSid, mark: { name: 'third' } });
    expect([await stream.mark(), await stream.mark(), await stream.mark()]).toEqual(['first', 'second', 'third']);
    await stream.media(1);
    const heard = Buffer.concat(frames.map((frame) => frame.heard));
    expect(heard.includes(kept)).toBe(true);
    expect(heard.includes(dropped.subarray(8 * 5000))).toBe(false);
  });

  it('reports each kind of message it does not understand once, and counts them all', async () => {
    const { call, stream, streamSid } = await bench.connected();
    stream.socket.send(Buffer.from([1, 2, 3]));
    stream.socket.send(Buffer.from([1, 2, 3]));
    stream.send({ event: 'media', streamSid, media: { payload: '//8=' }, extra: 1 });
    stream.send({ event: 'clear', streamSid: 'MZ0' });
    stream.send({ event: 'mark', streamSid, mark: { name: 'done' } });
    await stream.mark();
    expect(call.stream?.received).toEqual({ media: 0, mark: 1, clear: 0, bad: 4 });
    expect(failuresOf(call)).toEqual([31950, 31951]);
  });

  it('sends a key press as the vendor spells it', async () => {
    const { call, stream, streamSid } = await bench.connected();
    call.press('5#');
    const first = await stream.received.next(({ event }) => event === 'dtmf');
    const second = await stream.received.next(({ event }) => event === 'dtmf');
    expect(first).toMatchObject({ streamSid, dtmf: { track: 'inbound_track', digit: '5' } });
    expect(second.dtmf?.digit).toBe('#');
    expect(Number(second.sequenceNumber)).toBe(Number(first.sequenceNumber) + 1);
  });

  it('does not start on a track that the verb does not have', async () => {
    const response = new VoiceResponse();
    response.connect().stream({ url: bench.server.mediaUrl, track: 'both_tracks' });
    bench.server.lay('/voice', response.toString());
    const { call } = bench.place();
    await call.ended;
    expect(failuresOf(call)).toEqual([31941]);
  });

  it('that nobody takes is over at once', async () => {
    bench.server.lay('/voice', bench.connect({ url: `ws://127.0.0.1:${await freePort()}/media` }));
    const { call } = bench.place();
    await call.ended;
    expect(failuresOf(call)).toEqual([31902]);
  });

  it('reports its beginning and its end where it was told to', async () => {
    const response = new VoiceResponse();
    response.connect().stream({ url: bench.server.mediaUrl, statusCallback: '/stream', name: 'line' });
    bench.server.lay('/voice', response.toString());
    bench.place();
    const stream = await bench.server.streams.next();
    const streamSid = await stream.start();
    const started = await bench.server.webhooks.next(({ path }) => path === '/stream');
    stream.socket.close();
    const stopped = await bench.server.webhooks.next(({ path }) => path === '/stream');
    expect([started.signed, stopped.signed]).toEqual([true, true]);
    expect(started.fields).toMatchObject({ StreamSid: streamSid, StreamName: 'line', StreamEvent: 'stream-started' });
    expect(stopped.fields).toMatchObject({ StreamSid: streamSid, StreamEvent: 'stream-stopped' });
  });

  it('keeps ten minutes of audio and drops what comes on top', async () => {
    const { call, failure, stream, streamSid } = await bench.connected();
    stream.play(streamSid, Buffer.alloc(10 * 60 * 8000));
    stream.play(streamSid, Buffer.alloc(8000));
    expect(await failure.next()).toBe(31931);
    expect(call.stream?.received.media).toBe(2);
  });

  it('is refused without wss when the public address is https', async () => {
    const secure = await bench.listen('https://clinic.example');
    const outside = bench.carrierFor(secure);
    secure.lay('/voice', bench.connect({ url: 'ws://clinic.example/media' }));
    const call = outside.placeCall({ from: CALLER });
    await call.ended;
    expect(failuresOf(call)).toEqual([31922]);
  });
});

describe('the means to misbehave', () => {
  it('breaks the connection off without a word, after which the call goes on as after any end of a stream', async () => {
    bench.server.lay('/voice', bench.connect({ action: '/next' }));
    bench.server.lay('/next', say('We were cut off.'));
    const { call, heard } = bench.place();
    const stream = await bench.server.streams.next();
    await stream.media(1);
    call.stream?.breakOff();
    expect(await stream.closed).toBe(1006);
    await call.ended;
    expect(bench.server.order).not.toContain('stop');
    expect(heard()).toBe('We were cut off.');
  });

  it('sends any frame', async () => {
    const { call, stream } = await bench.connected();
    call.stream?.sendRaw('not json');
    call.stream?.sendRaw(Buffer.from('bytes'));
    call.press('1'); // comes after them
    await stream.received.next(({ event }) => event === 'dtmf');
    expect(stream.raw).toEqual(['not json', 'bytes']);
  });

  it('stays silent on the wire for a while, in which time goes on', async () => {
    const { call, stream } = await bench.connected();
    let [before] = await stream.media(1);
    call.stream?.stall(200);
    for (;;) {
      const [after] = await stream.media(1);
      const gapMs = Number(after?.media?.timestamp) - Number(before?.media?.timestamp);
      expect(Number(after?.media?.chunk)).toBe(Number(before?.media?.chunk) + 1);
      if (gapMs >= 200) break;
      before = after;
    }
  });

  it('withholds start', async () => {
    bench.server.lay('/voice', bench.connect());
    bench.place({ start: 'withheld' });
    const stream = await bench.server.streams.next();
    await stream.media(2);
    expect(stream.received.all.map(({ event }) => event)).not.toContain('start');
  });

  it('starts twice', async () => {
    const { stream } = await bench.connected({ start: 'twice' });
    await stream.media(1);
    expect(stream.received.all.filter(({ event }) => event === 'start')).toHaveLength(2);
  });

  it('brings a token of its own, and a signature of its own', async () => {
    const { stream } = await bench.connected({ customParameters: { token: 'stolen' }, signature: 'forged' });
    expect(stream.signed).toBe(false);
    expect(stream.received.all[1]?.start?.customParameters).toEqual({ token: 'stolen' });
  });

  it.each([
    ['burst', 11],
    ['skip', 1],
  ] as const)('sends no media for a while in mid-call, then a %s: %i packets at once', async (then, packets) => {
    const { call, stream } = await bench.connected({ stall: { afterMs: 100, forMs: 200, then } });
    const [before] = (await stream.media(5)).slice(-1);
    const after = await stream.media(packets + 1);
    const stepsMs = [before, ...after].map((frame) => Number(frame?.media?.timestamp));
    const gapMs = (stepsMs[1] ?? 0) - (stepsMs[0] ?? 0);
    expect(gapMs).toBe(then === 'burst' ? 20 : 220);
    expect((stepsMs.at(-1) ?? 0) - (stepsMs[1] ?? 0)).toBe(packets * 20);
    expect(after.map(({ media }) => Number(media?.chunk))).toEqual(after.map((_frame, index) => index + 6));
    call.hangUp();
  });

  it('plays on what it is sent while it sends nothing', async () => {
    const { frames, stream, streamSid } = await bench.connected({ stall: { afterMs: 0, forMs: 5000, then: 'skip' } });
    const audio = noise(100);
    stream.play(streamSid, audio);
    stream.send({ event: 'mark', streamSid, mark: { name: 'played' } });
    await stream.mark();
    expect(Buffer.concat(frames.map(({ heard }) => heard)).includes(audio)).toBe(true);
    expect(stream.received.all.map(({ event }) => event)).not.toContain('media');
  });

  it('loses the first stream of a call, and no other', async () => {
    bench.server.lay('/voice', bench.connect({ action: '/next' }));
    bench.server.lay('/next', bench.connect());
    const { call } = bench.place({ cutAfterMs: 60 });
    const first = await bench.server.streams.next();
    expect(await first.closed).toBe(1006);
    const second = await bench.server.streams.next();
    await second.media(10);
    call.hangUp();
    expect(await second.closed).toBe(1000);
  });
});
