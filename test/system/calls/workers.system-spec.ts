import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { CallSid } from '../../../src/common/ids/ids.js';
import { callHash } from '../../../src/common/metrics/call-hash.js';
import type { CallReport } from '../../../src/simulation/caller/call-report.types.js';
import { CallStation } from '../../../src/simulation/caller/call-station.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { freePort } from '../../support/free-port.js';
import { openSpeech } from '../../support/kept-speech.js';
import { readScrape } from '../../support/scrape.js';
import { ServedClinic } from '../../support/served-clinic.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

/** Several processes behind one port, of which one is killed while it carries calls. */

const speech = openSpeech();
let deepgram: SimulatedDeepgram;
let database: TestDatabase;
let clinic: ServedClinic;
let station: CallStation;

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  database = await openDemoDatabase();
  const more = { WORKERS: '2', LOG_LEVEL: 'info', METRICS_PORT: String(await freePort()) };
  clinic = await ServedClinic.start({ databaseUrl: database.url, agentUrl: deepgram.url, more });
  station = new CallStation(clinic.target, { speech });
});

afterAll(async () => {
  await station.close();
  await clinic.stop();
  await deepgram.close();
  await database.close();
  await speech.close();
});

interface Line {
  event: string;
  pid?: number;
}

const linesOf = (event: string): Line[] =>
  clinic.printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line.event === event);
const pids = (event: string): number[] => linesOf(event).map(({ pid }) => pid ?? 0);

/** So many that each process carries one, until all of them are on the line. */
async function placeCalls(area: string): Promise<Promise<CallReport>[]> {
  const calls = [1, 2, 3, 4].map((call) =>
    station.call({ scenario: 'clinic-policy', caller: { name: 'Anna Adler', number: `+1${area}555100${call}` } }),
  );
  await until(
    () => clinic.metric('crownline_calls_active'),
    (active) => active === calls.length,
  );
  return calls;
}

const workersListen = (times: number) =>
  until(
    () => Promise.resolve(pids('worker.listening').length),
    (count) => count === times,
  );

it('takes calls in all of them, adds up what they count, and replaces the one that dies, whose callers go on', async () => {
  await workersListen(2);
  const calls = await placeCalls('512');
  const [victim] = pids('worker.listening');
  process.kill(victim ?? 0, 'SIGKILL');
  const reports = await Promise.all(calls);

  expect(reports.filter(({ outcome }) => outcome !== 'answered').map(({ transcript }) => transcript)).toEqual([]);
  expect(await database.prisma.call.count({ where: { resumes: { gt: 0 } } })).toBeGreaterThan(0);
  expect(pids('worker.ended')).toEqual([victim]);
  await workersListen(3);
}, 300_000);

async function statusOnNewConnection(): Promise<number | undefined> {
  const [answer] = (await once(get(`${clinic.target.url}/health/live`, { agent: false }), 'response')) as [
    IncomingMessage,
  ];
  answer.resume();
  return answer.statusCode;
}

// A process that neither ends nor answers keeps its streams open: its callers would hear nothing until they hang up.
it('kills one that hangs, whose callers go on', async () => {
  const before = await database.prisma.call.count({ where: { resumes: { gt: 0 } } });
  const calls = await placeCalls('737');
  const victim = pids('worker.listening').at(-1) ?? 0;
  process.kill(victim, 'SIGSTOP');
  // Some of these are dealt to it, and then to the other one.
  expect(await Promise.all([1, 2, 3, 4].map(statusOnNewConnection))).toEqual([200, 200, 200, 200]);
  const reports = await Promise.all(calls);

  expect(reports.filter(({ outcome }) => outcome !== 'answered').map(({ transcript }) => transcript)).toEqual([]);
  expect(await database.prisma.call.count({ where: { resumes: { gt: 0 } } })).toBeGreaterThan(before);
  expect(pids('worker.hangs')).toEqual([victim]);
  expect(pids('worker.ended')).toContain(victim);
  await workersListen(4);
}, 300_000);

it('marks what it has added up with the calls that fell into each bucket last', async () => {
  const headers = { accept: 'application/openmetrics-text;version=1.0.0' };
  const open = await (await fetch(`http://127.0.0.1:${clinic.metricsPort}/metrics`, { headers })).text();
  const greetings = readScrape(open).samples.filter(({ name }) => name === 'crownline_greeting_seconds_bucket');
  const calls = await database.prisma.call.findMany({ select: { callSid: true } });
  const hashes = calls.map(({ callSid }) => callHash(callSid as CallSid));
  const marks = greetings.flatMap(({ exemplar }) => exemplar?.labels.call_hash ?? []);
  expect(marks).not.toEqual([]);
  expect(hashes).toEqual(expect.arrayContaining(marks));
  // No bucket is marked that nothing fell into.
  greetings.forEach(({ value, exemplar }, index) => {
    if (exemplar) expect(value).toBeGreaterThan(greetings[index - 1]?.value ?? 0);
  });
});

it('shows them at the port that they have of their own, whichever worker is asked, and not to callers', async () => {
  const statuses = [1, 2, 3].flatMap(() =>
    [clinic.metricsPort, clinic.port].map(async (port) => {
      const headers = { connection: 'close' };
      return [port, (await fetch(`http://127.0.0.1:${port}/metrics`, { headers })).status];
    }),
  );
  expect(new Map((await Promise.all(statuses)) as [number, number][])).toEqual(
    new Map([
      [clinic.metricsPort, 200],
      [clinic.port, 404],
    ]),
  );
});

it('ends all of them when it is asked to end', async () => {
  const living = pids('worker.listening').filter((pid) => !pids('worker.ended').includes(pid));
  await clinic.stop();
  expect(living).toHaveLength(2);
  for (const pid of living) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
