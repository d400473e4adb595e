import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { SystemClock } from '../../src/common/clock/clock.js';
import type { LineFrame, StreamFaults } from '../../src/simulation/carrier/carrier.types.js';
import type { InboundCallRunner } from '../../src/simulation/carrier/inbound-call.runner.js';
import { SimulatedCarrier } from '../../src/simulation/carrier/simulated-carrier.js';
import { WebhookClient } from '../../src/simulation/carrier/webhook.client.js';
import { createEar } from '../../src/simulation/speech/ear.codec.js';
import { createSpeech } from '../../src/simulation/speech/speech.service.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from '../support/arrivals.js';
import { freePort } from '../support/free-port.js';
import { ManualClock } from '../support/manual-clock.js';
import { ScriptedVoiceServer, type ServedStream } from '../support/scripted-voice-server.js';

/** The stand-in for the carrier against a server that knows nothing but the vendor's own library. */

const { VoiceResponse } = twilio.twiml;
const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
const ACCOUNT_SID = `AC${'1'.repeat(32)}`;

let speech: Speech;
let server: ScriptedVoiceServer;
let carrier: SimulatedCarrier;

beforeAll(() => {
  speech = createSpeech();
});
afterAll(() => speech.close());

const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  server = await listen();
  carrier = carrierFor(server);
});
afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource.close();
});

async function listen(publicUrl: string | null = null): Promise<ScriptedVoiceServer> {
  const listening = await ScriptedVoiceServer.listen(AUTH_TOKEN, publicUrl);
  opened.push(listening);
  return listening;
}

function carrierFor(called: ScriptedVoiceServer): SimulatedCarrier {
  const placing = new SimulatedCarrier(
    {
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      number: {
        phoneNumber: '+15125550100',
        voiceUrl: `${called.publicUrl}/voice`,
        statusCallbackUrl: `${called.publicUrl}/status`,
      },
      reachableAt: called.baseUrl,
    },
    { clock: new SystemClock(), speech },
  );
  opened.push(placing);
  return placing;
}

/** TwiML that connects to the server's media socket. */
function connect({ url = server.mediaUrl, action = '', token = 'secret', after = '' } = {}): string {
  const response = new VoiceResponse();
  const stream = response.connect(action ? { action } : {}).stream({ url });
  stream.parameter({ name: 'token', value: token });
  if (after) response.say(after);
  return response.toString();
}

const say = (text: string): string => {
  const response = new VoiceResponse();
  response.say(text);
  return response.toString();
};

interface PlacedCall {
  call: InboundCallRunner;
  frames: LineFrame[];
  /** The carrier's complaints, by their codes. */
  failure: Arrivals<number>;
  /** The words at the caller's ear. */
  heard: () => string;
}

function place(faults: StreamFaults = {}): PlacedCall {
  const frames: LineFrame[] = [];
  const failure = new Arrivals<number>();
  const call = carrier.placeCall({
    from: '+15125550143',
    faults,
    observer: {
      onFrame: (frame) => frames.push(frame),
      onEvent: (event) => event.type === 'failed' && failure.push(event.code),
    },
  });
  const heard = () => {
    const ear = createEar();
    return frames
      .flatMap((frame) => ear.hear(frame.heard))
      .map((item) => (item.kind === 'word' ? item.text : '…'))
      .join(' ');
  };
  return { call, frames, failure, heard };
}

/** A call that is connected to a stream, both ends in hand. */
async function connected(faults: StreamFaults = {}): Promise<PlacedCall & { stream: ServedStream; streamSid: string }> {
  server.lay('/voice', connect());
  const placed = place(faults);
  const stream = await server.streams.next();
  return { ...placed, stream, streamSid: await stream.start() };
}

const failuresOf = (call: InboundCallRunner) =>
  call.events.flatMap((event) => (event.type === 'failed' ? [event.code] : []));

/** Audio that is neither silence nor all alike. */
const noise = (ms: number): Buffer => Buffer.from(randomBytes(ms * 8).map((byte) => byte & 0x7e & ~0x40));

describe('a webhook of the simulated carrier', () => {
  it('is signed as the vendor signs, and says what the vendor says', async () => {
    server.lay('/voice', new VoiceResponse().toString());
    const { call } = place();
    const { fields, headers, signed } = await server.webhooks.next();
    expect(signed).toBe(true);
    expect(fields).toMatchObject({
      CallSid: call.callSid,
      AccountSid: ACCOUNT_SID,
      From: '+15125550143',
      To: '+15125550100',
      Caller: '+15125550143',
      Called: '+15125550100',
      CallStatus: 'ringing',
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
      FromCity: '',
      CalledCountry: '',
    });
    expect(call.callSid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is signed over the public address, whatever address leads there', async () => {
    const behindProxy = await listen('https://clinic.example');
    const outside = carrierFor(behindProxy);
    behindProxy.lay('/voice', connect({ url: 'wss://clinic.example/media?lost=1', action: '/next?kept=1' }));
    outside.placeCall({ from: '+15125550143' });
    const stream = await behindProxy.streams.next();
    expect({ signed: stream.signed, path: stream.path }).toEqual({ signed: true, path: '/media' });
    stream.socket.close();
    await behindProxy.webhooks.next(({ path }) => path === '/next?kept=1');
    expect(behindProxy.webhooks.all.map(({ signed }) => signed)).toEqual([true, true]);
  });

  it('is given up when no answer comes within 15 s', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const clock = new ManualClock();
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/voice`;
    const client = new WebhookClient(
      AUTH_TOKEN,
      (same) => same,
      clock,
      () => 'token',
    );
    const answer = client.post(url, {});
    await once(silent, 'request');
    clock.advance(15_000);
    await expect(answer).rejects.toMatchObject({ code: 11205 });
    silent.closeAllConnections();
    silent.close();
  });

  it('is given up when nobody is there', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/voice`;
    await expect(carrier.webhooks.post(nobody, {})).rejects.toMatchObject({ code: 11205 });
  });

  it('can be forged on purpose', async () => {
    await carrier.webhooks.post(`${server.publicUrl}/voice`, { CallSid: 'CA1' }, 'forged');
    expect((await server.webhooks.next()).signed).toBe(false);
  });

  it.each([
    ['an error status', { status: 500 }, 11200],
    ['an answer that is not XML', { status: 200, contentType: 'application/json', body: '{}' }, 12300],
    ['broken XML', '<Response><Say>', 12100],
    ['XML that is not TwiML', '<html/>', 12200],
  ])('that gets %s fails with the code for it', async (_what, reply, code) => {
    server.lay('/voice', reply);
    const { call, failure } = place();
    expect(await failure.next()).toBe(code);
    call.hangUp();
    await call.ended;
  });

  it('that fails ends the call with the words that callers know', async () => {
    server.lay('/voice', { status: 500 });
    const { call, heard } = place();
    expect(await call.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(heard()).toContain('an application error has occurred');
  });
});

describe('a document', () => {
  it('is spoken to the caller, verb by verb, until it ends', async () => {
    server.lay('/voice', connect({ after: 'Nobody is here.' }));
    server.refuseUpgradesWith = 403;
    const { call, heard } = place();
    expect(await call.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(failuresOf(call)).toEqual([31920]);
    expect(heard()).toBe('Nobody is here.');
  });

  it('may lead to another one, by a relative address', async () => {
    const response = new VoiceResponse();
    response.redirect('elsewhere?x=1');
    server.lay('/voice', response.toString());
    server.lay('/elsewhere?x=1', say('Here.'));
    const { call, heard } = place();
    await call.ended;
    expect(heard()).toBe('Here.');
    expect(server.webhooks.all.every(({ signed }) => signed)).toBe(true);
  });

  it('that leads in a circle is left', async () => {
    const response = new VoiceResponse();
    response.redirect('/voice');
    server.lay('/voice', response.toString());
    const { call, failure } = place();
    expect(await failure.next()).toBe(11215);
    call.hangUp();
    await call.ended;
  });

  it('may refuse the call before it is answered', async () => {
    const response = new VoiceResponse();
    response.reject({ reason: 'busy' });
    server.lay('/voice', response.toString());
    const { call, frames } = place();
    expect(await call.ended).toEqual({ status: 'busy', by: 'server', durationMs: 0 });
    expect(frames).toEqual([]);
  });

  it('may ring a desk, and hears how that went', async () => {
    const response = new VoiceResponse();
    response.dial({ action: '/dialled' }, '+15125550111');
    server.lay('/voice', response.toString());
    server.lay('/dialled', say('Goodbye.'));
    const { call, heard } = place();
    await call.ended;
    const { fields } = await server.webhooks.next(({ path }) => path === '/dialled');
    expect(fields).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true', CallStatus: 'in-progress' });
    expect(heard()).toMatch(/^Front desk, hello\. Goodbye\. Goodbye\.$/);
  });

  it('goes on after a verb that the carrier does not know', async () => {
    const response = new VoiceResponse();
    response.record();
    response.say('Still here.');
    server.lay('/voice', response.toString());
    const { call, heard } = place();
    await call.ended;
    expect(failuresOf(call)).toEqual([12200]);
    expect(heard()).toBe('Still here.');
  });
});

describe('a media stream', () => {
  it('opens with a signed upgrade, then connected, start and media', async () => {
    const { call, stream, streamSid } = await connected();
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
    const { call, stream } = await connected();
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
    const { frames, stream, streamSid } = await connected();
    const audio = noise(300);
    stream.play(streamSid, audio);
    stream.send({ event: 'mark', streamSid, mark: { name: 'end' } });
    expect(await stream.mark()).toBe('end');
    await stream.media(1);
    expect(Buffer.concat(frames.map(({ heard }) => heard)).includes(audio)).toBe(true);
  });

  it('sends a mark back at once when nothing is playing', async () => {
    const { stream, streamSid } = await connected();
    stream.send({ event: 'mark', streamSid, mark: { name: 'now' } });
    expect(await stream.mark()).toBe('now');
  });

  it('drops what is queued on clear, sends all its marks back, and plays on', async () => {
    const { frames, stream, streamSid } = await connected();
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
    const { call, stream, streamSid } = await connected();
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
    const { call, stream, streamSid } = await connected();
    call.press('5#');
    const first = await stream.received.next(({ event }) => event === 'dtmf');
    const second = await stream.received.next(({ event }) => event === 'dtmf');
    expect(first).toMatchObject({ streamSid, dtmf: { track: 'inbound_track', digit: '5' } });
    expect(second.dtmf?.digit).toBe('#');
    expect(Number(second.sequenceNumber)).toBe(Number(first.sequenceNumber) + 1);
  });

  it('does not start on a track that the verb does not have', async () => {
    const response = new VoiceResponse();
    response.connect().stream({ url: server.mediaUrl, track: 'both_tracks' });
    server.lay('/voice', response.toString());
    const { call } = place();
    await call.ended;
    expect(failuresOf(call)).toEqual([31941]);
  });

  it('that nobody takes is over at once', async () => {
    server.lay('/voice', connect({ url: `ws://127.0.0.1:${await freePort()}/media` }));
    const { call } = place();
    await call.ended;
    expect(failuresOf(call)).toEqual([31902]);
  });

  it('reports its beginning and its end where it was told to', async () => {
    const response = new VoiceResponse();
    response.connect().stream({ url: server.mediaUrl, statusCallback: '/stream', name: 'line' });
    server.lay('/voice', response.toString());
    place();
    const stream = await server.streams.next();
    const streamSid = await stream.start();
    const started = await server.webhooks.next(({ path }) => path === '/stream');
    stream.socket.close();
    const stopped = await server.webhooks.next(({ path }) => path === '/stream');
    expect([started.signed, stopped.signed]).toEqual([true, true]);
    expect(started.fields).toMatchObject({ StreamSid: streamSid, StreamName: 'line', StreamEvent: 'stream-started' });
    expect(stopped.fields).toMatchObject({ StreamSid: streamSid, StreamEvent: 'stream-stopped' });
  });

  it('keeps ten minutes of audio and drops what comes on top', async () => {
    const { call, failure, stream, streamSid } = await connected();
    stream.play(streamSid, Buffer.alloc(10 * 60 * 8000));
    stream.play(streamSid, Buffer.alloc(8000));
    expect(await failure.next()).toBe(31931);
    expect(call.stream?.received.media).toBe(2);
  });

  it('is refused without wss when the public address is https', async () => {
    const secure = await listen('https://clinic.example');
    const outside = carrierFor(secure);
    secure.lay('/voice', connect({ url: 'ws://clinic.example/media' }));
    const call = outside.placeCall({ from: '+15125550143' });
    await call.ended;
    expect(failuresOf(call)).toEqual([31922]);
  });
});

describe('the end of a call', () => {
  it('is, when the caller hangs up: stop, close, and the status callback', async () => {
    const { call, stream } = await connected();
    await stream.media(5);
    call.hangUp();
    const { status, by, durationMs } = await call.ended;
    expect({ status, by }).toEqual({ status: 'completed', by: 'caller' });
    expect(server.order).toEqual(['POST /voice', 'upgrade', 'connected', 'start', 'stop', 'POST /status']);
    const { fields, signed, openStreams } = await server.webhooks.next(({ path }) => path === '/status');
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
    server.lay('/voice', connect({ action: '/next' }));
    server.lay('/next', connect({ token: 'fresh' }), new VoiceResponse().toString());
    const { call } = place();
    const first = await server.streams.next();
    const firstSid = await first.start();
    await first.media(3);
    first.socket.close(1000);

    const second = await server.streams.next();
    const secondSid = await second.start();
    const [media] = await second.media(1);
    expect(secondSid).not.toBe(firstSid);
    expect(media).toMatchObject({ sequenceNumber: '2', media: { chunk: '1' } });
    expect(second.received.all[1]?.start).toMatchObject({
      callSid: call.callSid,
      customParameters: { token: 'fresh' },
    });
    const { fields, signed } = await server.webhooks.next(({ path }) => path === '/next');
    expect(signed).toBe(true);
    expect(fields).toMatchObject({ CallSid: call.callSid, CallStatus: 'in-progress' });

    second.socket.close(1000);
    expect(await call.ended).toMatchObject({ by: 'server' });
  });

  it('comes when the server closes the stream and nothing follows; what was not played is lost', async () => {
    const { call, frames, stream, streamSid } = await connected();
    stream.play(streamSid, noise(60_000));
    stream.socket.close(1000);
    expect(await call.ended).toMatchObject({ status: 'completed', by: 'server' });
    expect(frames.length).toBeLessThan(1000);
    expect(server.order).not.toContain('stop');
    expect((await server.webhooks.next(({ path }) => path === '/status')).openStreams).toBe(0);
  });

  it('comes at once when the caller hangs up during an announcement', async () => {
    server.lay('/voice', say('This is a long announcement that nobody will listen to until its very end.'));
    const { call } = place();
    await server.webhooks.next();
    call.hangUp();
    expect(await call.ended).toMatchObject({ by: 'caller' });
  });

  it('comes for all calls when the carrier closes', async () => {
    server.lay('/voice', connect());
    const calls = [place().call, place().call, place().call];
    for (const _call of calls) await (await server.streams.next()).start();
    await carrier.close();
    expect(carrier.liveCalls).toBe(0);
    expect(calls.map((call) => call.events.at(-1)?.type)).toEqual(['ended', 'ended', 'ended']);
  });
});

describe('the means to misbehave', () => {
  it('breaks the connection off without a word, after which the call goes on as after any end of a stream', async () => {
    server.lay('/voice', connect({ action: '/next' }));
    server.lay('/next', say('We were cut off.'));
    const { call, heard } = place();
    const stream = await server.streams.next();
    await stream.media(1);
    call.stream?.breakOff();
    expect(await stream.closed).toBe(1006);
    await call.ended;
    expect(server.order).not.toContain('stop');
    expect(heard()).toBe('We were cut off.');
  });

  it('sends any frame', async () => {
    const { call, stream } = await connected();
    call.stream?.sendRaw('not json');
    call.stream?.sendRaw(Buffer.from('bytes'));
    call.press('1'); // comes after them
    await stream.received.next(({ event }) => event === 'dtmf');
    expect(stream.raw).toEqual(['not json', 'bytes']);
  });

  it('stays silent on the wire for a while, in which time goes on', async () => {
    const { call, stream } = await connected();
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
    server.lay('/voice', connect());
    place({ start: 'withheld' });
    const stream = await server.streams.next();
    await stream.media(2);
    expect(stream.received.all.map(({ event }) => event)).not.toContain('start');
  });

  it('starts twice', async () => {
    const { stream } = await connected({ start: 'twice' });
    await stream.media(1);
    expect(stream.received.all.filter(({ event }) => event === 'start')).toHaveLength(2);
  });

  it('brings a token of its own, and a signature of its own', async () => {
    const { stream } = await connected({ customParameters: { token: 'stolen' }, signature: 'forged' });
    expect(stream.signed).toBe(false);
    expect(stream.received.all[1]?.start?.customParameters).toEqual({ token: 'stolen' });
  });
});
