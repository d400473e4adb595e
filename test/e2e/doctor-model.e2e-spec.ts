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
import { chatChunk, DONE, ScriptedLlm } from '../support/scripted-llm.js';

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
    LLM_MODEL: 'gpt-4.1-mini',
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

it.each(['open_ai', 'anthropic'] as const)('has a model by the protocol of %s say a word', async (provider) => {
  environment.LLM_PROVIDER = provider;
  environment.LLM_BASE_URL = llm.baseUrlFor(provider);

  expect(await diagnose()).toMatchObject({ status: 'ok', detail: 'gpt-4.1-mini answers', fix: null });
  expect(namesAsked()).toEqual(['gpt-4.1-mini']);
});

it('points to the environment’s own check for a model that can not be used', async () => {
  delete environment.LLM_MODEL;

  expect(await diagnose()).toEqual(finding('failed', 'none for the pipeline', '"Environment"'));
  expect(llm.requests).toEqual([]);
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

it('tells a model that takes no tools', async () => {
  llm.faults.refuse = ({ question }) => ((question?.tools.length ?? 0) > 0 ? 400 : null);

  expect(await diagnose()).toEqual(finding('failed', '(http_400)', 'knows no tools'));
});

it('tells a model that answers with nothing', async () => {
  llm.faults.emptyReply = true;

  expect(await diagnose()).toEqual(finding('failed', 'gpt-4.1-mini answers with nothing', 'LLM_MODEL'));
});

describe('before a model that a test writes', () => {
  let model: ScriptedLlm;
  let clock: ManualClock;

  beforeEach(async () => {
    model = await ScriptedLlm.start();
    clock = new ManualClock();
    environment.LLM_BASE_URL = `${model.url}/v1`;
  });
  afterEach(() => model.stop());

  it('takes the use of a tool for an answer', async () => {
    const diagnosis = diagnose();
    const exchange = await model.next();
    expect(exchange.body.tools).toHaveLength(1);
    const call = {
      index: 0,
      id: 'call_1',
      type: 'function',
      function: { name: 'report', arguments: '{"ready":true}' },
    };
    exchange.begin().send(chatChunk({ tool_calls: [call] }));
    exchange.send(chatChunk({}, 'tool_calls')).end(DONE);

    expect(await diagnosis).toMatchObject({ status: 'ok', detail: 'gpt-4.1-mini answers' });
  });

  it('takes no blank for a word, nor an answer that was stopped before one', async () => {
    const diagnosis = diagnose();
    const exchange = await model.next();
    exchange.begin().send(chatChunk({ role: 'assistant', content: ' ' }));
    exchange.send(chatChunk({}, 'length')).end(DONE);

    expect(await diagnosis).toEqual(finding('failed', 'gpt-4.1-mini answers with nothing', 'think for long'));
  });

  it('warns of a model that begins later than a call waits', async () => {
    const diagnosis = diagnose(clock);
    const exchange = await model.next();
    clock.advance(4100);
    exchange.begin().send(chatChunk({ content: 'Yes' }));
    exchange.send(chatChunk({}, 'stop')).end(DONE);

    expect(await diagnosis).toEqual(finding('warning', 'after 4.1 s, and a call waits 4 s', 'faster model'));
  });

  it('waits eight seconds for one that takes the request and answers nothing', async () => {
    const diagnosis = diagnose(clock);
    const { closedEarly } = await model.next();
    clock.advance(8000);

    expect(await diagnosis).toEqual(finding('failed', 'does not answer (answer_timeout)', 'network'));
    expect(await closedEarly).toBe(true);
  });

  it('tells a mute one from another that answers', async () => {
    environment.LLM_MODEL = 'mute,quick';
    const diagnosis = diagnose(clock);
    const exchanges = [await model.next(), await model.next()];
    const quick = exchanges.find(({ body }) => body.model === 'quick');
    quick?.begin().send(chatChunk({ content: 'Yes' }));
    quick?.send(chatChunk({}, 'stop')).end(DONE);
    const isWaitedFor = (timers: number): boolean => timers > 2; // the limits of the mute one, and of the whole check
    while (isWaitedFor(clock.pendingTimers)) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(8000);

    expect(await diagnosis).toEqual(finding('warning', 'mute does not answer (answer_timeout)', 'network'));
  });
});

it('warns where calls need the model only when the agent is away', async () => {
  environment.AGENT_DRIVER = 'deepgram';
  environment.LLM_API_KEY = 'a-key-of-somebody-else';

  expect(await diagnose()).toEqual(finding('warning', '(http_401)', 'LLM_API_KEY'));
});

it('says what is missing for a pipeline, and that an agent does without', async () => {
  for (const name of ['LLM_PROVIDER', 'LLM_API_KEY', 'LLM_BASE_URL', 'LLM_MODEL']) delete environment[name];
  environment.NODE_ENV = 'production';
  expect(await diagnose()).toEqual(finding('failed', 'none for the pipeline', 'LLM_PROVIDER'));

  environment.AGENT_DRIVER = 'deepgram';
  expect(await diagnose()).toMatchObject({ status: 'skipped', fix: null });
});
