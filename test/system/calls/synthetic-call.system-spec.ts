import { PHRASES } from '../../../src/profiles/phrase.catalogue.js';
import { DEMO_PROFILE } from '../../../src/runtime/demo-clinic.data.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { needTool } from '../../support/debian-tool.js';
import { openSpeech } from '../../support/kept-speech.js';
import { TEST_PHONE_NUMBER } from '../../../src/runtime/carrier-test-phone.driver.js';
import { readScrape } from '../../support/scrape.js';
import { ServedClinic } from '../../support/served-clinic.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { TlsProxy } from '../../support/tls-proxy.js';
import { until } from '../../support/until.js';

needTool('openssl');

const { filler: WAIT } = PHRASES.en;

/** A server that calls itself by name and by way of the proxy that ends TLS before it: while all is well, and when its voice agent has gone. */

const speech = openSpeech();
let deepgram: SimulatedDeepgram;
let database: TestDatabase;
let proxy: TlsProxy;
let clinic: ServedClinic;

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  database = await openDemoDatabase();
  proxy = await TlsProxy.listen();
  clinic = await ServedClinic.start({
    databaseUrl: database.url,
    agentUrl: deepgram.url,
    publicUrl: proxy.url,
    more: {
      SYNTHETIC_CALL_NUMBER: DEMO_PROFILE.number,
      SYNTHETIC_CALL_MINUTES: '1',
      WORKERS: '2',
      NODE_EXTRA_CA_CERTS: proxy.certificateFile,
      LOG_LEVEL: 'info',
    },
  });
  proxy.upstreamPort = clinic.port;
});
afterAll(async () => {
  await clinic.stop();
  await proxy.close();
  await deepgram.close();
  await database.close();
  await speech.close();
});

interface Line {
  event: string;
}
interface Ended extends Line {
  callSid: string;
  outcome: string;
}

const linesOf = <Kind extends Line>(wanted: string): Kind[] =>
  clinic.printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Kind)
    .filter(({ event }) => event === wanted);
const ended = () => linesOf<Ended>('synthetic_call.ended');
const pids = () => linesOf<Line & { pid: number }>('worker.listening').map(({ pid }) => pid);

/** Of the calls that are placed from now on, the first that came to what is wanted. */
async function nextWith(wanted: (outcome: string) => boolean): Promise<Ended> {
  const before = ended().length;
  const calls = await until(
    () => Promise.resolve(ended().slice(before)),
    (all) => all.some(({ outcome }) => wanted(outcome)),
  );
  const call = calls.find(({ outcome }) => wanted(outcome));
  if (!call) throw new Error('there was one');
  return call;
}

const scrape = async () => {
  const { samples } = readScrape(await (await fetch(`http://127.0.0.1:${clinic.port}/metrics`)).text());
  const sum = (name: string, label?: string, value?: string) =>
    samples
      .filter((sample) => sample.name === name && (label === undefined || sample.labels[label] === value))
      .reduce((total, sample) => total + sample.value, 0);
  return {
    ok: sum('crownline_synthetic_calls_total', 'result', 'ok'),
    everySeconds: sum('crownline_synthetic_call_interval_seconds'),
    all: sum('crownline_synthetic_calls_total'),
    lastSuccess: sum('crownline_synthetic_call_last_success_timestamp_seconds'),
    replies: sum('crownline_synthetic_call_stage_seconds_count', 'stage', 'reply'),
    replySeconds: sum('crownline_synthetic_call_stage_seconds_sum', 'stage', 'reply'),
    fresh: sum('crownline_call_streams_total', 'kind', 'fresh'),
  };
};

/** Of the worker that calls: each connection goes to the next one. */
const health = () =>
  until(
    async () => {
      const headers = { connection: 'close' };
      const answer = await fetch(`http://127.0.0.1:${clinic.port}/health/ready`, { headers });
      const { details } = (await answer.json()) as { details: Record<string, unknown> };
      return { status: answer.status, call: details.synthetic_call };
    },
    ({ call }) => call !== undefined,
  );

const api = async <Body>(path: string): Promise<Body> => {
  const headers = { authorization: `Bearer ${clinic.target.apiKey}` };
  return (await (await fetch(`http://127.0.0.1:${clinic.port}/api/v1${path}`, { headers })).json()) as Body;
};

interface CallBody {
  status: string;
  outcome: string;
  turns: { role: string; text: string }[];
}

it('calls itself from outside, hears the greeting and a reply, and tells so', async () => {
  const { callSid } = await nextWith((outcome) => outcome === 'ok');
  const { ok, lastSuccess, replies, replySeconds, fresh, everySeconds } = await scrape();
  expect(ok).toBe(1);
  expect(everySeconds).toBe(60); // one of the two workers calls
  expect(lastSuccess).toBeGreaterThan(1.7e9);
  expect(replies).toBeGreaterThanOrEqual(1);
  expect(replySeconds).toBeGreaterThan(0);
  // It is a call like any other.
  expect(fresh).toBeGreaterThanOrEqual(1);
  expect(await health()).toMatchObject({ status: 200, call: { status: 'up', last: 'ok' } });

  const call = await api<CallBody>(`/calls/${callSid}`);
  expect(call).toMatchObject({ status: 'completed', outcome: 'caller_hung_up' });
  // On a busy machine words that ask to wait may come before the reply.
  const said = call.turns.map(({ role, text }) => `${role}: ${text}`).filter((turn) => turn !== `agent: ${WAIT}`);
  expect(said).toEqual([
    expect.stringMatching(/^agent: /),
    'caller: What are your opening hours?',
    expect.stringMatching(/^agent: /),
  ]);
  const { items } = await api<{ items: { callSid: string; theirNumber: string }[] }>('/calls');
  expect(await api(`/tasks?callSid=${callSid}`)).toMatchObject({ items: [] });
  expect(items.find((each) => each.callSid === callSid)?.theirNumber).toBe(TEST_PHONE_NUMBER);
}, 240_000);

it('tells that the line does not work when its voice agent has gone, and takes calls all the same', async () => {
  const before = await scrape();
  await deepgram.close();
  await nextWith((outcome) => outcome !== 'ok');
  const after = await scrape();
  expect(after.all).toBeGreaterThan(before.all);
  expect(after).toMatchObject({ ok: before.ok, lastSuccess: before.lastSuccess });
  const { status, call } = await health();
  expect(status).toBe(200);
  expect(call).toMatchObject({ status: 'up' });
  expect(call).not.toMatchObject({ last: 'ok' });
}, 240_000);

it('is left to another worker by the one that dies', async () => {
  const dying = pids();
  for (const pid of dying) process.kill(pid, 'SIGKILL');
  await until(
    () => Promise.resolve(pids()),
    (all) => all.length === 2 * dying.length,
  );
  expect((await scrape()).everySeconds).toBe(60);
});
