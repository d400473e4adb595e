import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock, type Clock } from '../../src/common/clock/clock.js';
import { reviewSettings } from '../../src/config/environment-review.js';
import { examine } from '../../src/runtime/doctor/doctor.command.js';
import type { CheckResult } from '../../src/runtime/doctor/doctor.types.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { freePort } from '../support/free-port.js';
import { ManualClock } from '../support/manual-clock.js';
import { ScriptedListen } from '../support/scripted-listen.js';
import { ScriptedSpeak } from '../support/scripted-speak.js';

/** What `npm run doctor` says of Deepgram. Nothing else is there to be examined: the rest of it is troubled throughout. */

const KEY = 'deepgram-key-of-the-clinic';

let deepgram: SimulatedDeepgram;
let folder: string;
let nobody: string;
let environment: Record<string, string>;

beforeEach(async () => {
  deepgram = await SimulatedDeepgram.listen({ apiKey: KEY });
  folder = mkdtempSync(join(tmpdir(), 'crownline-doctor-deepgram-'));
  nobody = `127.0.0.1:${await freePort()}`;
  environment = {
    DATA_DIR: folder,
    DATABASE_URL: `postgresql://nobody@${nobody}/crownline`,
    PUBLIC_URL: `http://${nobody}`,
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'token',
    TWILIO_API_URL: `http://${nobody}`,
    DEEPGRAM_API_KEY: KEY,
    DEEPGRAM_AGENT_URL: deepgram.url,
    LLM_PROVIDER: 'open_ai',
    LLM_API_KEY: 'key',
    LLM_BASE_URL: `http://${nobody}/v1`,
    LLM_MODEL: 'a-model',
  };
});
afterEach(async () => {
  await deepgram.close();
  rmSync(folder, { recursive: true });
});

async function diagnose(clock: Clock = new SystemClock()): Promise<Record<string, CheckResult>> {
  const results = await examine(reviewSettings(environment, 'server'), clock);
  expect(JSON.stringify(results)).not.toContain(environment.DEEPGRAM_API_KEY);
  return Object.fromEntries(results.map((result) => [result.name, result]));
}

const finding = (status: string, detail: string, fix: string): unknown =>
  expect.objectContaining({ status, detail: expect.stringContaining(detail), fix: expect.stringContaining(fix) });

describe('for a pipeline', () => {
  beforeEach(() => {
    environment.AGENT_DRIVER = 'pipeline';
  });

  it('opens the streams of a call, has a word spoken, and leaves nothing open', async () => {
    let open = 2;
    const allClosed = new Promise<void>((resolve) => {
      deepgram.on('stream_closed', () => --open === 0 && resolve());
    });
    const { Deepgram: found, Fallback: fallback } = await diagnose();

    expect(found).toMatchObject({ status: 'ok', detail: 'the key is right, the pipeline’s streams open' });
    expect(fallback?.status).toBe('skipped');
    expect(deepgram.sessions).toEqual([]);
    expect(deepgram.listens.map(({ wish }) => wish.version)).toEqual(['v2']);
    expect(deepgram.speaks.map(({ texts }) => texts)).toEqual([['Ready.']]);
    await allClosed;
  });

  it('does without the Voice Agent', async () => {
    environment.DEEPGRAM_LISTEN_URL = deepgram.listenUrl;
    environment.DEEPGRAM_SPEAK_URL = deepgram.speakUrl;
    environment.DEEPGRAM_AGENT_URL = `ws://${nobody}/v1/agent/converse`;

    expect((await diagnose())['Deepgram']?.status).toBe('ok');
    expect(deepgram.listens.map(({ wish }) => wish.version)).toEqual(['v1']);
  });

  it.each([
    ['DEEPGRAM_LISTEN_URL', 'for speech to text not reached: nothing listens there'],
    ['DEEPGRAM_SPEAK_URL', 'for text to speech not reached: nothing listens there'],
  ])('tells a wrong %s', async (variable, detail) => {
    environment[variable] = `ws://${nobody}/v2/listen`;

    expect((await diagnose())['Deepgram']).toEqual(finding('failed', detail, variable));
  });

  it.each([
    ['listen', 403, 'for speech to text the key may not do this', 'scope for speech to text'],
    ['speak', 403, 'for text to speech the key may not do this', 'scope for text to speech'],
    ['listen', 402, 'for speech to text the account has no credit', 'add credit'],
    ['speak', 429, 'for text to speech too many sessions', 'limit raised'],
    ['listen', 404, 'for speech to text it answers 404', 'DEEPGRAM_LISTEN_URL'],
  ] as const)('tells that %s is refused with %i', async (service, status, detail, fix) => {
    deepgram.faults[service].refuseWith = [status];

    expect((await diagnose())['Deepgram']).toEqual(finding('failed', detail, fix));
  });

  it('gives one remedy for what is wrong with both streams', async () => {
    environment.DEEPGRAM_API_KEY = 'a-key-of-somebody-else';

    expect((await diagnose())['Deepgram']).toMatchObject({
      detail: 'for speech to text the key is not accepted (401); for text to speech the key is not accepted (401)',
      fix: 'set DEEPGRAM_API_KEY to a key of console.deepgram.com that is still there',
    });
  });

  it('tells a stream that never opens', async () => {
    const listen = await ScriptedListen.start();
    listen.server.stall();
    environment.DEEPGRAM_LISTEN_URL = listen.url;
    const clock = new ManualClock();
    const diagnosis = diagnose(clock);
    await listen.nextDial();
    clock.advance(3000);

    const { Deepgram: found } = await diagnosis;
    expect(found).toEqual(finding('failed', 'for speech to text not reached: no answer in time', 'network'));
    await listen.stop();
  });

  it('tells a voice that opens and stays mute', async () => {
    const speak = await ScriptedSpeak.start();
    environment.DEEPGRAM_SPEAK_URL = speak.url;
    const clock = new ManualClock();
    const diagnosis = diagnose(clock);
    const voice = await speak.nextStream();
    await voice.flushAsked();
    clock.advance(3000);

    expect((await diagnosis)['Deepgram']).toEqual(finding('failed', 'no audio comes', 'DEEPGRAM_SPEAK_URL'));
    expect(await voice.session.closed).toBe(1000);
    await speak.stop();
  });

  it('tells a voice that ends before it has spoken', async () => {
    const speak = await ScriptedSpeak.start();
    environment.DEEPGRAM_SPEAK_URL = speak.url;
    const diagnosis = diagnose();
    const voice = await speak.nextStream();
    await voice.flushAsked();
    voice.session.close(1011);

    expect((await diagnosis)['Deepgram']).toEqual(finding('failed', 'for text to speech', 'DEEPGRAM_SPEAK_URL'));
    await speak.stop();
  });
});

describe('for the Voice Agent', () => {
  it('opens what takes over, and calls that well', async () => {
    environment.DEEPGRAM_AGENT_FALLBACK_URL = deepgram.url;
    const { Deepgram: found, Fallback: fallback } = await diagnose();

    expect(found).toMatchObject({ status: 'ok', detail: 'the key is right, a session opens' });
    expect(fallback).toMatchObject({ status: 'ok', detail: 'the second address and the pipeline can take calls over' });
    expect([deepgram.sessions.length, deepgram.listens.length, deepgram.speaks.length]).toEqual([2, 1, 1]);
  });

  it.each([
    ['listen', 'the pipeline could not take over: for speech to text', 'scope for speech to text'],
    ['speak', 'the pipeline could not take over: for text to speech', 'scope for text to speech'],
  ] as const)('warns that the pipeline may not %s', async (service, detail, fix) => {
    deepgram.faults[service].refuseWith = [403];
    const { Deepgram: found, Fallback: fallback } = await diagnose();

    expect(found?.status).toBe('ok');
    expect(fallback).toEqual(finding('warning', detail, fix));
  });

  it('warns of a second address where nobody is', async () => {
    environment.DEEPGRAM_AGENT_FALLBACK_URL = `ws://${nobody}/v1/agent/converse`;

    expect((await diagnose())['Fallback']).toEqual(
      finding('warning', 'the second address could not take over: not reached', 'DEEPGRAM_AGENT_FALLBACK_URL'),
    );
  });

  it('opens no stream where there is no pipeline', async () => {
    for (const name of ['LLM_PROVIDER', 'LLM_API_KEY', 'LLM_BASE_URL', 'LLM_MODEL']) delete environment[name];
    const { Fallback: fallback } = await diagnose();

    expect(fallback).toMatchObject({ status: 'skipped', detail: expect.stringContaining('none is there') });
    expect([...deepgram.listens, ...deepgram.speaks]).toEqual([]);
  });
});
