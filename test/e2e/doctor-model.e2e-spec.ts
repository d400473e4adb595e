import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock, type Clock } from '../../src/common/clock/clock.js';
import { reviewSettings } from '../../src/config/environment-review.js';
import { examine } from '../../src/runtime/doctor/doctor.command.js';
import type { CheckResult } from '../../src/runtime/doctor/doctor.types.js';
import { SimulatedLlm } from '../../src/simulation/llm/simulated-llm.server.js';
import { freePort } from '../support/free-port.js';
import { ManualClock } from '../support/manual-clock.js';
import { ScriptedLlm } from '../support/scripted-llm.js';

/** What `npm run doctor` says of the language model. Nothing else is there to be examined: the rest of it is troubled throughout. */

const MODEL_KEY = 'key-of-the-clinics-model';

let llm: SimulatedLlm;
let folder: string;
let environment: Record<string, string>;

beforeEach(async () => {
  llm = await SimulatedLlm.listen({ apiKey: MODEL_KEY });
  folder = mkdtempSync(join(tmpdir(), 'crownline-doctor-model-'));
  const nobody = `127.0.0.1:${await freePort()}`;
  environment = {
    DATA_DIR: folder,
    DATABASE_URL: `postgresql://nobody@${nobody}/crownline`,
    PUBLIC_URL: `http://${nobody}`,
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'token',
    TWILIO_API_URL: `http://${nobody}`,
    DEEPGRAM_API_KEY: 'key',
    DEEPGRAM_AGENT_URL: `ws://${nobody}/v1/agent/converse`,
    AGENT_DRIVER: 'pipeline',
    LLM_PROVIDER: 'open_ai',
    LLM_API_KEY: MODEL_KEY,
    LLM_BASE_URL: llm.baseUrlFor('open_ai'),
  };
});
afterEach(async () => {
  await llm.close();
  rmSync(folder, { recursive: true });
});

async function diagnose(clock: Clock = new SystemClock()): Promise<CheckResult | undefined> {
  const results = await examine(reviewSettings(environment, 'server'), clock);
  expect(JSON.stringify(results)).not.toContain(environment.LLM_API_KEY ?? MODEL_KEY);
  return results.find(({ name }) => name === 'Language model');
}

const finding = (status: string, detail: string, fix: string): unknown =>
  expect.objectContaining({ status, detail: expect.stringContaining(detail), fix: expect.stringContaining(fix) });

const namesAsked = (): (string | undefined)[] => llm.requests.map(({ question }) => question?.model).sort();

it.each([
  ['open_ai', 'gpt-4.1-mini'],
  ['anthropic', 'claude-haiku-4-5'],
] as const)('has the usual model of %s say a word', async (provider, name) => {
  environment.LLM_PROVIDER = provider;
  environment.LLM_BASE_URL = llm.baseUrlFor(provider);

  expect(await diagnose()).toEqual({ name: 'Language model', status: 'ok', detail: `${name} answers`, fix: null });
  expect(namesAsked()).toEqual([name]);
});

it('asks each model that is set', async () => {
  environment.LLM_MODEL = 'first,second';

  expect(await diagnose()).toMatchObject({ status: 'ok', detail: 'first and second answer' });
  expect(namesAsked()).toEqual(['first', 'second']);
});

it('tells a key that is not accepted', async () => {
  environment.LLM_API_KEY = 'a-key-of-somebody-else';

  expect(await diagnose()).toEqual(finding('failed', 'gpt-4.1-mini does not answer (http_401)', 'LLM_API_KEY'));
});

it('tells an account without credit', async () => {
  environment.LLM_PROVIDER = 'anthropic';
  environment.LLM_BASE_URL = llm.baseUrlFor('anthropic');
  llm.faults.refuseWith = [402];

  expect(await diagnose()).toEqual(finding('failed', '(http_402)', 'has credit'));
});

it('tells a model that does not exist: no call works without another one', async () => {
  environment.LLM_MODEL = 'gpt-none,gpt-4.1-mini';
  llm.faults.refuse = ({ question }) => (question?.model === 'gpt-none' ? 404 : null);
  expect(await diagnose()).toEqual(finding('warning', 'gpt-none does not answer (http_404)', 'LLM_MODEL'));

  environment.LLM_MODEL = 'gpt-none';
  expect(await diagnose()).toEqual(finding('failed', 'gpt-none does not answer (http_404)', 'LLM_MODEL'));
});

it('tells a limit that is reached from a request that is not taken', async () => {
  llm.faults.refuseWith = [429];
  expect(await diagnose()).toEqual(finding('failed', '(http_429)', 'limit raised'));

  llm.faults.refuseWith = [422];
  expect(await diagnose()).toEqual(finding('failed', '(http_422)', 'LLM_PROVIDER, LLM_BASE_URL and LLM_MODEL'));
});

it('tells an address where nobody is', async () => {
  environment.LLM_BASE_URL = `http://127.0.0.1:${await freePort()}/v1`;

  expect(await diagnose()).toEqual(finding('failed', '(ECONNREFUSED)', 'LLM_BASE_URL'));
});

it('waits ten seconds for an address that takes the request and answers nothing', async () => {
  const mute = await ScriptedLlm.start();
  environment.LLM_BASE_URL = `${mute.url}/v1`;
  const clock = new ManualClock();
  const diagnosis = diagnose(clock);
  const { closedEarly } = await mute.next();
  clock.advance(10_000);

  expect(await diagnosis).toEqual(finding('failed', 'no answer within 10 s', 'network'));
  expect(await closedEarly).toBe(true);
  await mute.stop();
});

it('warns where calls need the model only when the agent is away', async () => {
  environment.AGENT_DRIVER = 'deepgram';
  environment.LLM_API_KEY = 'a-key-of-somebody-else';

  expect(await diagnose()).toEqual(finding('warning', '(http_401)', 'LLM_API_KEY'));
});

it('says what is missing for a pipeline, and that an agent does without', async () => {
  for (const name of ['LLM_PROVIDER', 'LLM_API_KEY', 'LLM_BASE_URL']) delete environment[name];
  environment.NODE_ENV = 'production';
  expect(await diagnose()).toEqual(finding('failed', 'none for the pipeline', 'LLM_PROVIDER'));

  environment.AGENT_DRIVER = 'deepgram';
  expect(await diagnose()).toMatchObject({ status: 'skipped', fix: null });
});
