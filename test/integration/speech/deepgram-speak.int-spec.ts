import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeepgramClient } from '@deepgram/sdk';
import { DeepgramSpeakClient } from '../../../src/agent/speech/deepgram-speak.client.js';
import { SpeechSynthesisError } from '../../../src/agent/speech/speech-synthesizer.port.js';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createEar } from '../../../src/simulation/speech/ear.codec.js';
import { createSpeech } from '../../../src/simulation/speech/speech.service.js';
import type { Speech } from '../../../src/simulation/speech/speech.types.js';
import { freePort } from '../../support/free-port.js';
import { ManualClock } from '../../support/manual-clock.js';

/** Lines as audio: the client before the simulated `/v1/speak`, the simulated one before the vendor's own client. */

const KEY = 'key-that-must-stay-out-of-every-message';
const VOICE = 'aura-2-thalia-en';
const LINE = 'Thank you for calling. How can I help you?';

let speech: Speech;
let deepgram: SimulatedDeepgram;

beforeAll(() => {
  speech = createSpeech();
});
afterAll(() => speech.close());
beforeEach(async () => {
  deepgram = await SimulatedDeepgram.listen({ apiKey: KEY, speech });
});
afterEach(() => deepgram.close());

const speakUrl = () => deepgram.url.replace('/v1/agent/converse', '/v1/speak');
const clientAt = (url: string, clock = new SystemClock()) =>
  new DeepgramSpeakClient({ apiKey: KEY, speakUrl: url }, clock);
const client = () => clientAt(speakUrl());

const heard = (audio: Buffer): string =>
  createEar()
    .hear(audio)
    .map((item) => (item.kind === 'word' ? item.text : item.kind))
    .join(' ');

async function failureOf(synthesis: Promise<Buffer>): Promise<{ kind: string; code: string }> {
  const error: unknown = await synthesis.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SpeechSynthesisError)) throw new Error('no failure of the synthesiser', { cause: error });
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toMatch(new RegExp(`${KEY}|${LINE}`));
  return error.failure;
}

describe('the client', () => {
  it('gets a line as telephone audio, without a header', async () => {
    const audio = await client().synthesize(VOICE, LINE);

    expect(heard(audio)).toBe(LINE);
    expect(deepgram.speak.orders).toEqual([{ model: VOICE, text: LINE, withHeader: false }]);
  });

  it('reaches the address in each of its forms', async () => {
    expect(heard(await clientAt(speakUrl().replace('ws:', 'http:')).synthesize(VOICE, LINE))).toBe(LINE);
  });

  it('tells apart why there is no audio', async () => {
    deepgram.speak.faults.refuseWith = [401, 402, 429, 503, 404];
    const failures = [];
    for (let i = 0; i < 5; i++) failures.push(await failureOf(client().synthesize(VOICE, LINE)));

    expect(failures).toEqual([
      { kind: 'refused', code: 'http_401' },
      { kind: 'refused', code: 'http_402' },
      { kind: 'unavailable', code: 'http_429' },
      { kind: 'unavailable', code: 'http_503' },
      { kind: 'misused', code: 'http_404' },
    ]);
  });

  it("gives the provider's own code where there is one", async () => {
    expect(await failureOf(client().synthesize('no-such-voice', LINE))).toEqual({
      kind: 'misused',
      code: 'INVALID_QUERY_PARAMETER',
    });
    const stranger = new DeepgramSpeakClient({ apiKey: 'another', speakUrl: speakUrl() }, new SystemClock());
    expect(await failureOf(stranger.synthesize(VOICE, LINE))).toEqual({ kind: 'refused', code: 'INVALID_AUTH' });
  });

  it('takes half an answer for none', async () => {
    deepgram.speak.faults.cutAfterBytes = 800;
    expect(await failureOf(client().synthesize(VOICE, LINE))).toMatchObject({ kind: 'unavailable' });
  });

  it('asks nobody for a text that no request can hold', async () => {
    expect(await failureOf(client().synthesize(VOICE, 'a'.repeat(2001)))).toMatchObject({ code: 'text_too_long' });
    expect(await failureOf(client().synthesize(VOICE, ' '))).toMatchObject({ code: 'empty_text' });
    expect(deepgram.speak.orders).toEqual([]);
  });

  it('names an address where nobody is, and one that is none', async () => {
    const nobody = clientAt(`ws://127.0.0.1:${await freePort()}/v1/speak`);
    expect(await failureOf(nobody.synthesize(VOICE, LINE))).toEqual({ kind: 'unavailable', code: 'ECONNREFUSED' });
    expect(await failureOf(clientAt('nonsense').synthesize(VOICE, LINE))).toMatchObject({ kind: 'misused' });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const synthesis = client().synthesize(VOICE, LINE, stop.signal);
    stop.abort();
    expect(await failureOf(synthesis)).toEqual({ kind: 'unavailable', code: 'aborted' });
  });
});

describe('a provider that does not keep to its words', () => {
  let odd: Server;
  let arrived: Promise<[IncomingMessage]>;

  async function answering(answer: RequestListener): Promise<string> {
    odd = createServer(answer);
    arrived = once(odd, 'request') as Promise<[IncomingMessage]>;
    odd.listen(0, '127.0.0.1');
    await once(odd, 'listening');
    return `http://127.0.0.1:${(odd.address() as AddressInfo).port}/v1/speak`;
  }

  afterEach(() => {
    odd.closeAllConnections();
    odd.close();
  });

  it('is given up when it does not answer in time', async () => {
    const clock = new ManualClock();
    const synthesis = clientAt(await answering(() => undefined), clock).synthesize(VOICE, LINE);
    await arrived;
    clock.advance(10_000);

    expect(await failureOf(synthesis)).toEqual({ kind: 'unavailable', code: 'answer_timeout' });
    expect(clock.pendingTimers).toBe(0);
  });

  it('is given up when it does not come to an end in time', async () => {
    const clock = new ManualClock();
    const url = await answering((_request, response) => void response.writeHead(200).write('\xff'));
    const synthesis = clientAt(url, clock).synthesize(VOICE, LINE);
    await arrived;
    clock.advance(10_000);

    expect(await failureOf(synthesis)).toEqual({ kind: 'unavailable', code: 'answer_timeout' });
  });

  it('is given up when it sends more than a line can be', async () => {
    const endless = Buffer.alloc(64 * 1024, 0xff);
    const url = await answering((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(endless));
      };
      response.on('drain', more);
      more();
    });

    expect(await failureOf(clientAt(url).synthesize(VOICE, LINE))).toEqual({
      kind: 'misused',
      code: 'answer_too_long',
    });
  });

  it.each([
    ['a page', 'not_audio', { 'content-type': 'text/html' }, '<html>Sign in</html>'],
    ['nothing', 'empty_audio', { 'content-type': 'audio/mulaw' }, ''],
    ['another format', 'wrong_audio_format', { 'content-type': 'audio/mpeg' }, 'ID3'],
  ])('has not answered with %s', async (_, code, headers, body) => {
    const url = await answering((_request, response) => response.writeHead(200, headers).end(body));
    expect(await failureOf(clientAt(url).synthesize(VOICE, LINE))).toEqual({ kind: 'misused', code });
  });

  it('does not get the key sent on to another address', async () => {
    const url = await answering((_request, response) => response.writeHead(307, { location: speakUrl() }).end());

    expect(await failureOf(clientAt(url).synthesize(VOICE, LINE))).toEqual({ kind: 'misused', code: 'http_307' });
    expect(deepgram.speak.orders).toEqual([]);
  });
});

describe("the simulated /v1/speak before the vendor's client", () => {
  const sdk = (apiKey = KEY) => {
    const base = new URL(speakUrl()).origin.replace('ws:', 'http:');
    const ws = base.replace('http:', 'ws:');
    return new DeepgramClient({ apiKey, environment: { base, production: ws, agent: ws, agentRest: base } });
  };
  const phone = { encoding: 'mulaw', sample_rate: 8000 } as const;

  it('speaks raw audio, and a WAV file unless raw audio is asked for', async () => {
    const { audio } = sdk().speak.v1;
    const raw = await audio.generate({ text: LINE, model: VOICE, ...phone, container: 'none' });
    const file = await audio.generate({ text: LINE, model: VOICE, ...phone });

    const bytes = Buffer.from(await raw.arrayBuffer());
    expect(heard(bytes)).toBe(LINE);
    const wav = Buffer.from(await file.arrayBuffer());
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
    expect(wav.subarray(44)).toEqual(bytes);
  });

  it('gives each voice a sound of its own, the same every time', async () => {
    const voices = ['aura-2-thalia-en', 'aura-2-celeste-es', 'aura-2-zeus-en', 'aura-2-luna-en', 'aura-2-thalia-en'];
    const sounds = [];
    for (const voice of voices) sounds.push((await client().synthesize(voice, 'One moment.')).toString('base64'));

    expect(sounds[4]).toBe(sounds[0]);
    expect(new Set(sounds).size).toBeGreaterThan(1);
  });

  it('refuses in the form that the client reads', async () => {
    const request = { text: LINE, model: VOICE, ...phone, container: 'none' } as const;
    await expect(sdk('another').speak.v1.audio.generate(request, { maxRetries: 0 })).rejects.toMatchObject({
      statusCode: 401,
    });
    await expect(sdk().speak.v1.audio.generate({ ...request, model: 'nobody' })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});
