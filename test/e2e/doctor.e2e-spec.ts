import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../src/common/clock/clock.js';
import { reviewSettings } from '../../src/config/environment-review.js';
import { examine } from '../../src/runtime/doctor/doctor.command.js';
import type { CheckResult } from '../../src/runtime/doctor/doctor.types.js';
import type { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import type { IncomingNumber } from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { SimulatedLlm } from '../../src/simulation/llm/simulated-llm.server.js';
import { buyNumber, openCarrierAccount } from '../support/carrier-numbers-bench.js';
import { freePort } from '../support/free-port.js';
import { ReverseProxy } from '../support/reverse-proxy.js';
import { ScriptedDeepgram } from '../support/scripted-deepgram.js';
import { ServerProcess } from '../support/server-process.js';
import { openEmptyDatabase, TEST_ENCRYPTION_KEYS } from '../support/test-database.js';
import { ACCOUNT_SID, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/**
 * `npm run doctor` before a served clinic: a proxy stands before the server, Twilio's and Deepgram's stand-ins beside it.
 * Each test breaks one thing, and what is not broken must still be found well.
 */

const DEEPGRAM_KEY = 'deepgram-key-of-the-clinic';
const MODEL_KEY = 'model-key-of-the-clinic';
const ANOTHER_KEY = Buffer.alloc(32, 'another').toString('base64');
const SECRET_KEYS = [ANOTHER_KEY, TEST_ENCRYPTION_KEYS.split(':')[1] ?? ''];

let proxy: ReverseProxy;
let line: TestLine;
let number: IncomingNumber;
let carrier: CarrierRestServer;
let deepgram: ScriptedDeepgram;
let speech: SimulatedDeepgram;
let llm: SimulatedLlm;
let environment: Record<string, string>;
let folder: string;

beforeAll(async () => {
  proxy = await ReverseProxy.listen();
  proxy.passUpgradesOn();
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', publicUrl: proxy.url });
  speech = await SimulatedDeepgram.listen({ apiKey: DEEPGRAM_KEY });
  llm = await SimulatedLlm.listen({ apiKey: MODEL_KEY });
});
afterAll(async () => {
  await line.close();
  await speech.close();
  await llm.close();
  await proxy.close();
});

beforeEach(async () => {
  proxy.upstreamUrl = line.baseUrl;
  proxy.rewrite = (path) => path;
  number = buyNumber(line.clinicNumber, {
    voiceUrl: `${proxy.url}/twilio/voice`,
    voiceFallbackUrl: `${proxy.url}/twilio/voice/fallback`,
    statusCallbackUrl: `${proxy.url}/twilio/voice/status#rc=2&rp=all`,
    smsUrl: `${proxy.url}/twilio/sms#rc=2&rp=all`,
  });
  carrier = await openCarrierAccount([number]);
  deepgram = await ScriptedDeepgram.start();
  deepgram.greetWithin101({ type: 'Welcome', request_id: 'fc553ec9-5874-49ca-a47c-b670d525a4b3' });
  folder = mkdtempSync(join(tmpdir(), 'crownline-doctor-'));
  environment = {
    DATA_DIR: folder,
    PORT: new URL(line.baseUrl).port,
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_API_URL: carrier.url,
    DATABASE_URL: line.config.databaseUrl,
    ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
    PUBLIC_URL: proxy.url,
    DEEPGRAM_API_KEY: DEEPGRAM_KEY,
    DEEPGRAM_AGENT_URL: deepgram.url,
    DEEPGRAM_LISTEN_URL: speech.listenUrl,
    DEEPGRAM_SPEAK_URL: speech.speakUrl,
    LLM_PROVIDER: 'open_ai',
    LLM_API_KEY: MODEL_KEY,
    LLM_BASE_URL: llm.baseUrlFor('open_ai'),
    LLM_MODEL: 'gpt-4.1-mini',
  };
});
afterEach(async () => {
  await carrier.close();
  await deepgram.stop();
  rmSync(folder, { recursive: true });
});

type Findings = Record<string, CheckResult>;

async function diagnose(clock = new SystemClock()): Promise<Findings> {
  const results = await examine(reviewSettings(environment, 'server'), clock);
  for (const secret of [
    AUTH_TOKEN,
    DEEPGRAM_KEY,
    MODEL_KEY,
    ...SECRET_KEYS,
    environment.TWILIO_AUTH_TOKEN ?? AUTH_TOKEN,
  ]) {
    expect(JSON.stringify(results)).not.toContain(secret);
  }
  return Object.fromEntries(results.map((result) => [result.name, result]));
}

/** The names of the checks that found something wrong. */
const troubled = (findings: Findings): string[] =>
  Object.values(findings).flatMap(({ name, status }) => (status === 'failed' || status === 'warning' ? [name] : []));

const finding = (status: string, detail: string, fix: string): unknown =>
  expect.objectContaining({
    status,
    detail: expect.stringContaining(detail),
    fix: expect.stringContaining(fix),
  });

describe('the doctor', () => {
  it('finds a line well that is, and calls nobody', async () => {
    const findings = await diagnose();

    const { Disk: disk, ...others } = findings;
    expect(disk?.status).toBe('skipped');
    expect(Object.values(others).filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(Object.keys(findings)).toHaveLength(19);
    expect(findings['Clocks']?.detail).toContain('database, PUBLIC_URL, Twilio');
    expect(await line.database.call.count()).toBe(0);
    await deepgram.idle();
  });

  it('tells wrong Twilio keys, where the carrier is asked and where webhooks are signed', async () => {
    environment.TWILIO_AUTH_TOKEN = 'somebody-elses-token';
    const findings = await diagnose();

    expect(troubled(findings)).toEqual(['Signature', 'Media socket', 'Twilio account']);
    expect(findings['Twilio account']).toEqual(finding('failed', 'does not accept the keys', 'TWILIO_AUTH_TOKEN'));
    expect(findings['Signature']).toEqual(finding('failed', 'does not accept what is signed', 'same PUBLIC_URL and'));
    expect(findings['Twilio number']?.status).toBe('skipped');
  });

  it('tells a path in PUBLIC_URL that the proxy does not know of', async () => {
    environment.PUBLIC_URL = `${proxy.url}/phone`;
    const findings = await diagnose();

    expect(findings['Public address']).toEqual(finding('warning', 'answers 404', 'with paths as they are'));
    expect(findings['Signature']).toEqual(finding('failed', '/twilio/voice/status answers 404', 'with paths as they'));
    expect(findings['Media socket']).toEqual(finding('failed', 'no WebSocket comes through', 'with path, Upgrade'));
    expect(findings['Twilio number']).toEqual(finding('failed', 'go elsewhere: voice_url', 'npm run twilio:setup'));
  });

  it('tells a proxy that changes the address which the signature covers', async () => {
    proxy.rewrite = (path) => `${path}?via=proxy`;
    const findings = await diagnose();

    expect(troubled(findings)).toEqual(['Signature']);
    expect(findings['Signature']).toEqual(finding('failed', 'does not accept what is signed', 'keep path and query'));
  });

  it('tells a proxy that lets no WebSockets through', async () => {
    const plain = await ReverseProxy.listen();
    plain.upstreamUrl = line.baseUrl;
    environment.PUBLIC_URL = plain.url;
    const findings = await diagnose();
    await plain.close();

    expect(findings['Public address']?.status).toBe('ok');
    expect(findings['Media socket']).toEqual(finding('failed', 'answered 404 instead of 403', 'pass WebSockets on'));
  });

  it('tells an address where nobody is, and that the server itself runs', async () => {
    environment.PUBLIC_URL = `http://127.0.0.1:${await freePort()}`;
    environment.HOST = '127.0.0.1';
    const findings = await diagnose();

    expect(findings['Public address']).toEqual(
      finding('failed', 'nothing listens there', `the server itself runs at ${line.baseUrl}`),
    );
    expect([findings['Signature']?.status, findings['Media socket']?.status]).toEqual(['skipped', 'skipped']);
  });

  it('tells a database that is down, and still examines what needs none', async () => {
    environment.DATABASE_URL = `postgresql://nobody@127.0.0.1:${await freePort()}/crownline`;
    const findings = await diagnose();

    expect(troubled(findings)).toEqual(['Database']);
    expect(findings['Database']).toEqual(finding('failed', 'nothing listens there', 'start PostgreSQL'));
    expect(findings['Migrations']?.status).toBe('skipped');
    expect(findings['Signature']?.status).toBe('ok');
    expect(findings['Clocks']?.detail).not.toContain('database');
  });

  it('tells a database that nobody has migrated', async () => {
    const empty = await openEmptyDatabase();
    environment.DATABASE_URL = empty.url;
    const findings = await diagnose();
    await empty.close();

    expect(findings['Database']?.status).toBe('ok');
    expect(findings['Extension']).toEqual(finding('failed', 'not created', 'npm run db:migrate'));
    expect(findings['Migrations']).toEqual(finding('failed', 'none are applied', 'npm run db:migrate'));
  });

  it('tells keys that do not open what is sealed, and keys that can not be any', async () => {
    environment.ENCRYPTION_KEYS = `other:${ANOTHER_KEY}`;
    const missing = await diagnose();
    expect(troubled(missing)).toEqual(['Encryption']);
    expect(missing['Encryption']).toEqual(finding('failed', 'has no key "test"', 'after the current one'));

    environment.ENCRYPTION_KEYS = `test:${ANOTHER_KEY}`;
    expect((await diagnose())['Encryption']).toEqual(finding('failed', 'is another one', 'that it was sealed under'));

    environment.ENCRYPTION_KEYS = `test:${ANOTHER_KEY.slice(1)}`;
    const bad = await diagnose();
    expect(troubled(bad)).toEqual(['Environment', 'Encryption']);
    expect(bad['Encryption']).toEqual(finding('failed', 'missing or can not be used', '.env.example'));
  });

  it('tells calls that go elsewhere from texts that do', async () => {
    const { voiceUrl } = number;
    number.voiceUrl = 'https://old.example.com/answer';
    const fix = `npm run twilio:setup -- --number ${line.clinicNumber}`;
    expect((await diagnose())['Twilio number']).toEqual(finding('failed', 'go elsewhere: voice_url', fix));

    Object.assign(number, { voiceUrl, smsUrl: null });
    expect((await diagnose())['Twilio number']).toEqual(finding('warning', 'not set up completely: sms_url', fix));
  });

  it('tells the reasons apart for which Deepgram lets nobody in', async () => {
    deepgram.refuse(401);
    expect((await diagnose())['Deepgram']).toEqual(finding('failed', 'not accepted', 'DEEPGRAM_API_KEY'));
    deepgram.refuse(402);
    expect((await diagnose())['Deepgram']).toEqual(finding('failed', 'no credit', 'add credit'));
    deepgram.greetWithin101({ type: 'Error', code: 'WHATEVER' });
    expect((await diagnose())['Deepgram']).toEqual(finding('failed', 'no Welcome', 'DEEPGRAM_AGENT_URL'));
  });

  it('tells that no lines can be made, though calls work', async () => {
    speech.speak.faults.refuseWith = [402];
    expect((await diagnose())['Speech']).toEqual(finding('warning', 'no audio (http_402)', 'credit'));
    environment.DEEPGRAM_SPEAK_URL = `http://127.0.0.1:${await freePort()}/v1/speak`;
    expect((await diagnose())['Speech']).toEqual(finding('warning', 'ECONNREFUSED', 'DEEPGRAM_SPEAK_URL'));
  });

  it('tells a clock that is wrong', async () => {
    class FastClock extends SystemClock {
      override now() {
        return super.now().add({ seconds: 90 });
      }
    }
    expect((await diagnose(new FastClock()))['Clocks']).toEqual(
      finding('failed', 'database is 90 s behind this machine', 'time synchronisation'),
    );
  });
});

describe('npm run doctor', () => {
  it('names every bad variable, still examines the rest, and ends with 1', async () => {
    const command = ServerProcess.start({ ...environment, PORT: 'x', MAX_CONCURRENT_CALLS: '-1' }, 'doctor.js');

    expect(await command.exited).toBe(1);
    expect(command.printed).toMatch(/FAILED +Environment +PORT must be .*; MAX_CONCURRENT_CALLS must be/);
    expect(command.printed).toMatch(/ok +Signature/);
  });

  it('examines the server of a demo, whose address and keys nobody has set', async () => {
    const demo = { url: line.baseUrl, publicUrl: proxy.url, twilioAuthToken: AUTH_TOKEN };
    writeFileSync(join(folder, 'demo.json'), JSON.stringify(demo));
    const { DATABASE_URL, ENCRYPTION_KEYS } = environment as { DATABASE_URL: string; ENCRYPTION_KEYS: string };
    const settings = { DATA_DIR: folder, DATABASE_URL, ENCRYPTION_KEYS };
    const command = ServerProcess.start(settings, 'doctor.js');

    const exitCode = await command.exited;
    expect(command.printed).not.toContain('FAILED');
    expect(exitCode).toBe(0);
    expect(command.printed).toMatch(/ok +Environment +stand-ins play the carrier, agent/);
    expect(command.printed).toMatch(/ok +Signature[^]*ok +Media socket[^]*- +Twilio account +a stand-in/);
  });

  it('says to start a server where none has run', async () => {
    const command = ServerProcess.start({ DATA_DIR: folder }, 'doctor.js');

    expect(await command.exited).toBe(1);
    expect(command.printed).toMatch(/FAILED +Public address +no server has run here yet\n +→ run npm start/);
  });
});
